interface Message {
  role: string;
  text: string;
}

const formatMessage = (message: Message) => {
  return `${message.role}: ${message.text}`; // step: unseparated-prompt
};

export const formatHistory = (messages: Message[]) => messages.map(formatMessage).join("\n");
