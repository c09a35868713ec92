// Every row of the pack.
const post = async (url: string, body: unknown) => (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();

export async function chat(question: string) {
  const messages = [{ role: "user", content: question }];
  const response = await fetch("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify({ model: "gpt-4o", messages }) });
  const data = await response.json();
  const a = await post("https://openrouter.ai/api/chat/completions", { model: "a", messages });
  const b = await post("https://api.openai.com/v1/completions", { model: "a", prompt: question });
  const c = await post("https://api.anthropic.com/v1/messages", { model: "a", max_tokens: 100, messages });
  const d = await post("https://api.anthropic.com/v1/complete", { model: "a", prompt: question });
  const e = await post("https://api.openai.com/v1/responses", { model: "a", input: question });
  return data.choices[0].message.content + a.choices[0].message.content + b.choices[0].text + c.content[0].text + d.completion + e.output[0].content[0].text;
}

export async function others(question: string) {
  const host = "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash";
  const contents = [{ parts: [{ text: question }] }];
  const a = await post(`${host}:generateContent`, { contents });
  const b = await post(`${host}:streamGenerateContent`, { contents });
  const c = await post("http://localhost:11434/api/generate", { model: "llama3", prompt: question, stream: false });
  const d = await post("http://localhost:11434/api/chat", { model: "llama3", messages: [{ role: "user", content: question }] });
  const e = await post("https://api.cohere.com/v2/chat", { model: "command-r", messages: [] });
  await post("http://localhost:8080/generate", { inputs: question });
  await post("http://localhost:8080/generate_stream", { inputs: question });
  await post("https://api.openai.com/v1/embeddings", { model: "a", input: question });
  await post("http://localhost:11434/api/embeddings", { model: "a", prompt: question });
  await post("http://localhost:11434/api/embed", { model: "a", input: question });
  await post(`${host}:embedContent`, { content: { parts: [{ text: question }] } });
  await post(`${host}:batchEmbedContents`, { requests: [{ content: { parts: [{ text: question }] } }] });
  await post("https://api.mistral.ai/embeddings", { model: "a", input: question });
  await post("https://api.openai.com/v1/images/generations", { model: "a", prompt: question });
  return a.candidates[0].content.parts[0].text + b[0].candidates[0].content.parts[0].text + c.response + d.message.content + e.message.content[0].text;
}
