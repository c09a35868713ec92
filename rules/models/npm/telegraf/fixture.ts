// Every row of the pack.
import * as lib from "telegraf";
import fallback from "telegraf";

const callback = (value: any) => value;
function handler1(p0: any, p1: any) {
  console.log(p0.message);
  console.log(p0.msg);
  console.log(p0.text);
  console.log(p0.payload);
  console.log(p0.args);
  console.log(p0.match);
  console.log(p0.update);
  console.log(p0.callbackQuery);
  console.log(p0.inlineQuery);
  console.log(p0.editedMessage);
  console.log(p0.channelPost);
  console.log(p0.from);
  console.log(p0.from.id);
  console.log(p0.message.message_id);
  console.log(p0.message.chat.id);
  console.log(p0.message.date);
  console.log(p0.chat);
  console.log(p0.session);
  p0.reply(text);
  p0.replyWithMarkdown(text);
  p0.replyWithMarkdownV2(text);
  p0.replyWithHTML(text);
  p0.editMessageText(text);
  p0.sendChatAction();
  p0.replyWithChatAction();
  p0.getFile();
  p0.telegram.getFileLink();
}

function handler2(p0: any) {
  return p0;
}

function handler3(p0: any, p1: any) {
  return p0;
}

export async function calls(text: any) {
  const botValue = new lib.Telegraf(text);
  botValue.on(text, handler1);
  botValue.command(text, handler1);
  botValue.hears(text, handler1);
  botValue.action(text, handler1);
  botValue.start(text, handler1);
  botValue.help(text, handler1);
  botValue.settings(text, handler1);
  botValue.callbackQuery(text, handler1);
  botValue.inlineQuery(text, handler1);
  botValue.use(handler1);
  botValue.catch();
  botValue.launch();
  botValue.telegram.sendMessage(text, text);
  botValue.api.sendMessage(text, text);
  const telegramBotValue = new lib.TelegramBot(text);
  telegramBotValue.on(text, handler2);
  telegramBotValue.onText(text, handler3);
  telegramBotValue.sendMessage(text, text);
  telegramBotValue.getFileLink();
  fallback(text);
  fallback.Telegraf(text);
  fallback.Bot(text);
}
