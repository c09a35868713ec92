import { StructuredTool, tool } from "@langchain/core/tools";
import { z } from "zod";

export const readPage = tool(
  async ({ chapter }) => (await fetch(`https://handbook.example/${chapter}`)).text(),
  { name: "read_page", description: "Reads a page of the handbook on the web.", schema: z.object({ chapter: z.number() }) },
);
export const countWords = tool(async ({ text }) => String(text.split(" ").length), {
  name: "count_words",
  description: "Counts words.",
  schema: z.object({ text: z.string() }),
});

export class News extends StructuredTool {
  name = "news";
  description = "Today's news.";
  schema = z.object({ topic: z.string() });
  async _call() {
    return (await fetch("https://news.example/today")).text();
  }
}
