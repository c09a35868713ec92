// Every row of the pack.
import * as lib from "discord.js";

function handler1(p0: any, p1: any) {
  console.log(p0.content);
  console.log(p0.cleanContent);
  console.log(p0.attachments);
  console.log(p0.embeds);
  console.log(p0.customId);
  console.log(p0.values);
  console.log(p0.targetMessage);
  console.log(p0.author.username);
  console.log(p0.author.displayName);
  console.log(p0.author.bot);
  console.log(p0.author.id);
  console.log(p0.user.username);
  console.log(p0.user.id);
  console.log(p0.commandName);
  console.log(p0.channelId);
  console.log(p0.guildId);
  console.log(p0.id);
  p0.options.getString();
  p0.options.get();
  p0.options.getAttachment();
  p0.options.getMessage();
  p0.options.getInteger();
  p0.options.getNumber();
  p0.options.getBoolean();
  p0.options.getUser();
  p0.options.getChannel();
  p0.options.getSubcommand();
  p0.fields.getTextInputValue();
  p0.attachments.first();
  p0.attachments.map();
  p0.fetchReference();
  p0.channel.messages.fetch();
  p0.reply(text);
  p0.editReply(text);
  p0.followUp(text);
  p0.edit(text);
  p0.channel.send(text);
  p0.deferReply();
  p0.react();
  p0.isChatInputCommand();
  console.log(p1);
}

export async function calls(text: any) {
  const clientValue = new lib.Client();
  clientValue.on(text, handler1);
  clientValue.once(text, handler1);
  clientValue.login(text);
  clientValue.users.fetch();
  clientValue.channels.fetch();
}
