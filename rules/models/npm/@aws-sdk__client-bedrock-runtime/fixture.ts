// Every row of the pack.
import { ApplyGuardrailCommand, BedrockRuntime, BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, InvokeModelCommand, InvokeModelWithResponseStreamCommand } from "@aws-sdk/client-bedrock-runtime";
import { BedrockAgentRuntime, BedrockAgentRuntimeClient, InvokeAgentCommand, InvokeInlineAgentCommand, RetrieveAndGenerateCommand, RetrieveAndGenerateStreamCommand, RetrieveCommand } from "@aws-sdk/client-bedrock-agent-runtime";

const client = new BedrockRuntimeClient({ endpoint: "https://bedrock.example.com" });
const agents = new BedrockAgentRuntimeClient({});
const all = new BedrockRuntime({});
const allAgents = new BedrockAgentRuntime({});

export async function run(question: string) {
  const messages = [{ role: "user" as const, content: [{ text: question }] }];
  const guard = await client.send(new ApplyGuardrailCommand({ source: "INPUT", content: [{ text: { text: question } }] }));
  if (guard.action === "GUARDRAIL_INTERVENED" || (await all.applyGuardrail({ source: "INPUT", content: [] })).action === "GUARDRAIL_INTERVENED") return "";
  const answer = await client.send(new ConverseCommand({ modelId: "a", system: [{ text: "You help." }], messages }));
  console.log(answer.output.message.content[0].toolUse?.input);
  let text = answer.output.message.content[0].text;
  for await (const event of (await client.send(new ConverseStreamCommand({ modelId: "a", messages }))).stream) text += event.contentBlockDelta.delta.text;
  const body = JSON.stringify({ messages, max_tokens: 100 });
  text += JSON.parse(new TextDecoder().decode((await client.send(new InvokeModelCommand({ modelId: "a", body }))).body)).content[0].text;
  text += (await client.send(new InvokeModelWithResponseStreamCommand({ modelId: "a", body }))).body;
  text += (await all.converse({ modelId: "a", messages })).output.message.content[0].text + (await all.converseStream({ modelId: "a", messages })).stream + (await all.invokeModel({ modelId: "a", body })).body + (await all.invokeModelWithResponseStream({ modelId: "a", body })).body;
  return text;
}

export async function knowledge(question: string) {
  let text = (await agents.send(new RetrieveCommand({ retrievalQuery: { text: question } }))).retrievalResults[0].content.text;
  text += (await agents.send(new RetrieveAndGenerateCommand({ input: { text: question } }))).output.text + (await agents.send(new RetrieveAndGenerateStreamCommand({ input: { text: question } }))).stream;
  text += (await agents.send(new InvokeAgentCommand({ inputText: question }))).completion + (await agents.send(new InvokeInlineAgentCommand({ instruction: "You help.", inputText: question }))).completion;
  return text + (await allAgents.retrieve({ retrievalQuery: { text: question } })).retrievalResults[0].content.text + (await allAgents.retrieveAndGenerate({ input: { text: question } })).output.text + (await allAgents.invokeAgent({ inputText: question })).completion;
}
