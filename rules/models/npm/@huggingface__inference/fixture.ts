// Every row of the pack.
import { InferenceClient, chatCompletion, chatCompletionStream, textGeneration, textGenerationStream } from "@huggingface/inference";
import { pipeline } from "@huggingface/transformers";

export async function run(token: string, question: string) {
  const client = new InferenceClient(token).endpoint("https://llm.example.com");
  const messages = [{ role: "user", content: question }];
  let text = (await client.chatCompletion({ model: "a", messages })).choices[0].message.content + (await chatCompletion({ model: "a", messages })).choices[0].message.content;
  for await (const chunk of client.chatCompletionStream({ model: "a", messages })) text += chunk.choices[0].delta.content;
  for await (const chunk of chatCompletionStream({ model: "a", messages })) text += chunk.choices[0].delta.content;
  text += (await client.textGeneration({ inputs: question })).generated_text + (await textGeneration({ inputs: question })).generated_text;
  for await (const chunk of client.textGenerationStream({ inputs: question })) text += chunk.token.text;
  for await (const chunk of textGenerationStream({ inputs: question })) text += chunk.token.text;
  text += (await client.conversational({ inputs: { text: question } })).generated_text + (await client.summarization({ inputs: question })).summary_text + (await client.translation({ inputs: question })).translation_text;
  text += (await client.questionAnswering({ inputs: { question, context: question } })).answer + (await client.imageToText({ data: new Blob() })).generated_text;
  await client.featureExtraction({ inputs: question });
  await client.sentenceSimilarity({ inputs: {} });
  await client.textClassification({ inputs: question });
  await client.zeroShotClassification({ inputs: question });
  await client.textToImage({ inputs: question });
  return text + (await (await pipeline("text-generation", "org/model"))(question))[0].generated_text;
}
