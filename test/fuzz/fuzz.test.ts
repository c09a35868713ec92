import { afterAll, describe, expect, test } from "vitest";
import { readAsset } from "../harness/fixtures.ts";
import { openTarget, targetNames } from "./fuzz.ts";
import { RawServer } from "./rawServer.ts";
import type { Target } from "./target.ts";

/** A taste; `npm run fuzz -- --count N` has the meal. */
const CASES = { source: 200, data: 150, protocol: 30 };

const opened: Target[] = [];
afterAll(async () => {
  for (const target of opened) await target.close?.();
});

describe.each(targetNames)("hostile %s", (name) => {
  test("what was made from seeds ends well", async () => {
    const target = await openTarget(name, readAsset);
    opened.push(target);
    const failures: string[] = [];
    for (let seed = 1; seed <= CASES[name]; seed++) {
      const failure = await target.check(target.make(seed), seed).catch((error: unknown) => String(error));
      if (failure !== undefined) failures.push(`${name} ${seed}: ${failure}`);
    }
    expect(failures).toEqual([]);
  }, 300_000);

  test("a seed makes the same case again", async () => {
    const target = await openTarget(name, readAsset);
    opened.push(target);
    // Folders of the server have names of their own.
    const made = (seed: number) => JSON.stringify(target.make(seed)).replace(/llmlint-e2e-\w+/g, "");
    for (const seed of [3, 14, 159]) expect(made(seed)).toBe(made(seed));
  });
});

describe("the server", () => {
  test("ends with the editor that is gone", async () => {
    const server = new RawServer(".");
    server.hangUp();
    expect(await server.ended()).toBe(1);
  });

  test("goes on after what is no message", async () => {
    const server = new RawServer(".");
    const key = `${"x".repeat(30)}-a-text-of-the-user`;
    for (const odd of [1, null, "", [], { id: { a: key }, method: { b: key } }, { jsonrpc: key }])
      server.send(odd);
    const answer = server.ask("initialize", { processId: null, rootUri: null, capabilities: {} });
    expect(await answer).toHaveProperty("serverInfo.name", "llmlint");
    expect(server.heard).not.toContain(key);
    await server.stop();
  });
});
