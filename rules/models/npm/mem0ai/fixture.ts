// Every row of the pack.
import MemoryClient from "mem0ai";
import { Memory } from "mem0ai/oss";

const client = new MemoryClient({ apiKey: process.env.MEM0_API_KEY! });
const memory = new Memory();

export async function remember(text: string, userId: string): Promise<unknown[]> {
  await memory.add(text, { userId });
  await client.add([{ role: "user", content: text }], { userId });
  await memory.update("1", text);
  await memory.delete("1");
  await memory.deleteAll({ userId });
  return [await memory.search(text, { filters: { userId } }), await memory.getAll({ filters: { userId } }), await memory.get("1")];
}
