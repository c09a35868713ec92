import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { llmlint } from "../e2e/run.ts";
import { Client } from "./client.ts";

const RUN = `import { execSync } from "node:child_process";
import OpenAI from "openai";

export async function run(task: string) {
  const reply = await new OpenAI({ timeout: 1000 }).responses.create({ model: "gpt-4o", max_output_tokens: 9, input: task });
  execSync(reply.output_text);
}
`;
const RULE = "model-output-to-shell";

interface Listed {
  uri: string;
  rule: string;
  range: { start: { line: number } };
  fingerprint: string;
  isFixable: boolean;
  isKnown: boolean;
  risks: string[];
  call?: { title: string; range: { start: { line: number } } };
  paths: { note: string; uri: string }[][];
}

let client: Client;
afterEach(() => client.stop());

const listed = () => client.request<Listed[]>("llmlint/findings", undefined);

it("lists every finding with its model call, its risks and its path", async () => {
  client = await Client.start({ "run.ts": RUN });
  await client.request("llmlint/rescan", {});
  const [found, ...others] = await listed();
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: RULE, uri: client.uri("run.ts"), isKnown: false, isFixable: false });
  expect(found?.risks).toContain("LLM05 Improper Output Handling");
  expect(found?.call?.range.start.line).toBe(4);
  expect(found?.paths[0]?.length).toBeGreaterThan(1);
});

it("what stands in the baseline is listed, and no problem; without the baseline it is one", async () => {
  client = await Client.start({ "run.ts": RUN, "llmlint.jsonc": '{ "baseline": "known.json" }' });
  await client.open("run.ts", RUN);
  expect(await client.rules("run.ts")).toEqual([`6:${RULE}`]);
  await client.request("llmlint/rescan", {});
  expect(client.logged.join("\n")).toContain("known.json");
  const created = llmlint(["baseline", "create", "--no-config", "--file", "known.json"], client.folder);
  expect(created.code, created.stderr).toBe(0);
  await client.write("known.json", readFileSync(join(client.folder, "known.json"), "utf8"), 1);
  expect(await client.rules("run.ts")).toEqual([]);
  expect(await listed()).toMatchObject([{ rule: RULE, isKnown: true }]);
  await client.write("known.json", undefined, 3);
  expect(await client.rules("run.ts")).toEqual([`6:${RULE}`]);
});

it("levels of the editor beat those of the configuration", async () => {
  client = await Client.start(
    { "run.ts": RUN, "llmlint.jsonc": `{ "rules": { "${RULE}": "off" } }` },
    { initializationOptions: { settings: { severities: { [RULE]: "information", "no-such-rule": "off" } } } },
  );
  await client.open("run.ts", RUN);
  const [found] = await client.pull("run.ts");
  expect(found?.severity).toBe(3);
  await client.request("llmlint/rescan", {});
  expect(client.logged.join("\n")).toContain("no-such-rule");
});

it("gives the comment that silences one finding, with the place of its reason", async () => {
  client = await Client.start({ "run.ts": RUN });
  await client.open("run.ts", RUN);
  await client.pull("run.ts");
  const [found] = await listed();
  const answer = await client.request<{
    edit: { newText: string };
    reason: { start: number; end: number };
  } | null>("llmlint/suppression", found);
  expect(answer?.edit.newText).toContain(`llmlint-disable-next-line ${RULE} -- `);
  expect(answer?.edit.newText.slice(answer.reason.start, answer.reason.end)).toBe("reviewed");
  const other = await client.request("llmlint/suppression", { ...found, fingerprint: "0" });
  expect(other).toBeNull();
});
