// Every row of the pack.
import { anthropic, createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI, openai } from "@ai-sdk/openai";
import { createGoogleGenerativeAI, google } from "@ai-sdk/google";
import { createVertex, vertex } from "@ai-sdk/google-vertex";
import { bedrock, createAmazonBedrock } from "@ai-sdk/amazon-bedrock";
import { azure, createAzure } from "@ai-sdk/azure";
import { createMistral, mistral } from "@ai-sdk/mistral";
import { cohere, createCohere } from "@ai-sdk/cohere";
import { createGroq, groq } from "@ai-sdk/groq";
import { createXai, xai } from "@ai-sdk/xai";
import { createTogetherAI, togetherai } from "@ai-sdk/togetherai";
import { createFireworks, fireworks } from "@ai-sdk/fireworks";
import { createDeepInfra, deepinfra } from "@ai-sdk/deepinfra";
import { createDeepSeek, deepseek } from "@ai-sdk/deepseek";
import { cerebras, createCerebras } from "@ai-sdk/cerebras";
import { createPerplexity, perplexity } from "@ai-sdk/perplexity";
import { createReplicate, replicate } from "@ai-sdk/replicate";
import { createFal, fal } from "@ai-sdk/fal";
import { createLuma, luma } from "@ai-sdk/luma";
import { createElevenLabs } from "@ai-sdk/elevenlabs";
import { createVercel, vercel } from "@ai-sdk/vercel";
import { createGateway, gateway } from "@ai-sdk/gateway";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createOpenRouter, openrouter } from "@openrouter/ai-sdk-provider";
import { createOllama, ollama } from "ollama-ai-provider";

const options = { baseURL: "https://llm.example.com/v1" };
const made = [
  createOpenAI, createAnthropic, createGoogleGenerativeAI, createVertex, createAmazonBedrock, createAzure, createMistral, createCohere, createGroq,
  createXai, createTogetherAI, createFireworks, createDeepInfra, createDeepSeek, createCerebras, createPerplexity, createReplicate, createFal,
  createLuma, createElevenLabs, createVercel, createGateway, createOpenAICompatible, createOpenRouter, createOllama,
].map((create) => create(options)("model"));
const given = [
  anthropic, google, vertex, bedrock, azure, mistral, cohere, groq, xai, togetherai, fireworks, deepinfra, deepseek, cerebras, perplexity,
  replicate, fal, luma, vercel, gateway, ollama, openrouter,
].map((provider) => provider("model"));
export const models = [...made, ...given, openai("gpt-4o"), openai.chat("a"), openai.languageModel("a"), openai.completion("a"), openai.responses("a"), anthropic.messages("a")];
export const handles = [
  openai.embedding("a"), openai.textEmbedding("a"), openai.textEmbeddingModel("a"), openai.image("a"), openai.imageModel("a"), openai.speech("a"), openai.transcription("a"),
];
