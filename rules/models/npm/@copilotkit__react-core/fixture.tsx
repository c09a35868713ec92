// Every row of the pack.
import {
  useAgentContext,
  useCoAgent,
  useCopilotAction,
  useCopilotAdditionalInstructions,
  useCopilotAuthenticatedAction_c,
  useCopilotChat,
  useCopilotChatHeadless_c,
  useCopilotChatSuggestions,
  useCopilotReadable,
  useFrontendTool,
  useHumanInTheLoop,
  useMakeCopilotDocumentReadable,
  useRenderToolCall,
} from "@copilotkit/react-core";

export function Panel({ rows, document }: { rows: string[]; document: { getContents: () => string } }) {
  useCopilotReadable({ description: "The rows.", value: rows });
  useAgentContext({ description: "The rows.", value: rows });
  useMakeCopilotDocumentReadable(document);
  useCopilotAdditionalInstructions({ instructions: "Be brief." });
  useCopilotChatSuggestions({ instructions: "Suggest a question." });
  const add = { name: "add", parameters: [{ name: "text", type: "string" as const }], handler: async ({ text }: { text: string }) => text };
  useCopilotAction(add);
  useCopilotAuthenticatedAction_c({ ...add, render: ({ args }: { args: { text: string } }) => <p>{args.text}</p> });
  useFrontendTool({ ...add, renderAndWaitForResponse: ({ args }: { args: { text: string } }) => <p>{args.text}</p> });
  useHumanInTheLoop({ name: "confirm", render: ({ args }: { args: { text: string } }) => <p>{args.text}</p> });
  useRenderToolCall({ name: "add", render: ({ args }: { args: { text: string } }) => <p>{args.text}</p> });
  const chat = useCopilotChat();
  const other = useCopilotChatHeadless_c();
  const { state } = useCoAgent<{ note: string }>({ name: "helper" });
  const send = (text: string) => {
    chat.appendMessage({ role: "user", content: text });
    other.sendMessage({ role: "user", content: text });
  };
  return (
    <button type="button" onClick={() => send("Hello")}>
      {chat.visibleMessages[0].content} {other.messages[0].content} {state.note}
    </button>
  );
}
