// Every row of the pack.
import { Stagehand } from "@browserbasehq/stagehand";
import { z } from "zod";

export async function ask(question: string): Promise<unknown[]> {
  const browser = new Stagehand({ env: "LOCAL" });
  await browser.init();
  const { page } = browser;
  await page.goto("https://shop.example.com");
  await page.act(question);
  const all = [await page.extract({ instruction: question, schema: z.object({ price: z.string() }) })];
  const seen = [...(await page.observe(question)), ...(await browser.observe(question))];
  await browser.act(question);
  const agent = browser.agent({ systemPrompt: "You buy." });
  return [...all, ...seen, await browser.extract(question), await agent.execute({ instruction: question, maxSteps: 5 })];
}
