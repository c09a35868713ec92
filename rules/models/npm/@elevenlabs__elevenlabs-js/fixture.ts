// Every row of the pack.
import { createClient, DeepgramClient } from "@deepgram/sdk";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { createFalClient, fal } from "@fal-ai/client";
import { AssemblyAI } from "assemblyai";
import { ElevenLabsClient as Older } from "elevenlabs";

const voice = new ElevenLabsClient();
const ear = new DeepgramClient({ apiKey: process.env.DEEPGRAM_API_KEY });
const oldEar = createClient(process.env.DEEPGRAM_API_KEY ?? "");
const scribe = new AssemblyAI({ apiKey: process.env.ASSEMBLYAI_API_KEY ?? "" });

export async function run(text: string, file: Blob, url: string) {
  await voice.textToSpeech.convert("v", { text });
  await voice.textToSpeech.stream("v", { text });
  await voice.speechToText.convert({ file, modelId: "scribe_v1" });
  await new Older().generate({ text });
  await ear.listen.v1.media.transcribeUrl({ url });
  await ear.listen.v1.media.transcribeFile(file, {});
  await ear.speak.v1.audio.generate({ text });
  await oldEar.listen.prerecorded.transcribeUrl({ url });
  await oldEar.listen.prerecorded.transcribeFile(file, {});
  oldEar.listen.live({});
  await oldEar.speak.request({ text }, {});
  await scribe.transcripts.transcribe({ audio: url });
  await scribe.transcripts.create({ audio_url: url });
  await scribe.lemur.task({ prompt: text, transcript_ids: [] });
  fal.config({ credentials: process.env.FAL_KEY });
  await fal.subscribe("fal-ai/flux", { input: { prompt: text } });
  await fal.run("fal-ai/flux", { input: { prompt: text } });
  await createFalClient({}).stream("fal-ai/flux", { input: { prompt: text } });
  await fal.queue.submit("fal-ai/flux", { input: { prompt: text } });
}
