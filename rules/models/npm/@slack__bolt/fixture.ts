// Every row of the pack.
import * as lib from "@slack/bolt";

function handler1(p0: any) {
  console.log(p0.message);
  console.log(p0.event);
  console.log(p0.command);
  console.log(p0.body);
  console.log(p0.payload);
  console.log(p0.action);
  console.log(p0.view);
  console.log(p0.shortcut);
  console.log(p0.context);
  p0.say(text);
  p0.respond(text);
  p0.ack();
  p0.client.conversations.history();
  p0.client.conversations.replies();
  p0.client.users.info();
  p0.client.chat.postMessage({ text: text });
  p0.client.chat.update({ text: text });
}

export async function calls(text: any) {
  const appValue = new lib.App({ token: text, signingSecret: text, appToken: text });
  appValue.message(text, handler1);
  appValue.event(text, handler1);
  appValue.command(text, handler1);
  appValue.action(text, handler1);
  appValue.view(text, handler1);
  appValue.shortcut(text, handler1);
  appValue.options(text, handler1);
  appValue.use(text, handler1);
  appValue.assistant();
  appValue.start();
  const assistantValue = new lib.Assistant({ threadStarted: handler1, userMessage: handler1 });
  const webClientValue = new lib.WebClient();
}
