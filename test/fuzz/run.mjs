// npm run fuzz -- [--target source|data|protocol] [--count N] [--seed S] [--from FOLDER] [--out FOLDER] [--seconds N]
// Cases run in a process of their own, which is ended and begun anew where one takes too long; what fails is written down.
import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadTypescript } from "../harness/loadTypescript.mjs";
import { readAsset } from "../harness/readAsset.mjs";

/** Milliseconds that no case may take. */
const TOO_LONG = 20_000;

const { values } = parseArgs({
  options: {
    target: { type: "string", default: "source" },
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    from: { type: "string" },
    out: { type: "string", default: join(tmpdir(), "llmlint-fuzz") },
    seconds: { type: "string", default: "1000000" },
    worker: { type: "boolean", default: false },
  },
});
const first = Number(values.seed);
const last = first + Number(values.count) - 1;

if (values.worker) await work();
else await watch();

/** Runs the cases one by one and tells of each. */
async function work() {
  const { openTarget } = await loadTypescript("test/fuzz/fuzz.ts");
  const target = await openTarget(values.target, readAsset, values.from);
  const tell = (message) => new Promise((sent) => process.send(message, sent));
  await tell({ ready: true });
  for (let seed = first; seed <= last; seed++) {
    const made = target.make(seed);
    await tell({ begun: seed, case: made });
    const start = performance.now();
    let failure;
    try {
      failure = await target.check(made, seed);
    } catch (error) {
      failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    await tell({ done: seed, failure, took: performance.now() - start, case: failure ? made : undefined });
  }
  await target.close?.();
  process.disconnect();
}

async function watch() {
  const begun = Date.now();
  const found = [];
  const slow = [];
  let [next, done, longest] = [first, 0, 0];
  const note = (seed, failure, made) => {
    found.push({ seed, failure: failure.split("\n").slice(0, 6).join("\n") });
    mkdirSync(values.out, { recursive: true });
    writeFileSync(
      join(values.out, `${values.target}-${seed}.json`),
      JSON.stringify({ seed, failure, ...made }, undefined, 1),
    );
    process.stderr.write(`${values.target} ${seed}: ${failure.split("\n").slice(0, 4).join("\n")}\n`);
  };
  const isOver = () => next > last || Date.now() - begun > Number(values.seconds) * 1000;
  while (!isOver()) {
    await new Promise((resolve) => {
      const args = [
        "--worker",
        "--target",
        values.target,
        "--seed",
        `${next}`,
        "--count",
        `${last - next + 1}`,
      ];
      const child = fork(fileURLToPath(import.meta.url), [
        ...args,
        ...(values.from ? ["--from", values.from] : []),
      ]);
      let running;
      const timer = { id: setTimeout(() => {}, 0) };
      const expect = () => {
        clearTimeout(timer.id);
        timer.id = setTimeout(
          () => {
            if (running) note(running.begun, `it takes longer than ${TOO_LONG / 1000} s`, running.case);
            child.kill("SIGKILL");
          },
          TOO_LONG * (running ? 1 : 6),
        );
      };
      expect();
      child.on("message", (message) => {
        if (message.begun !== undefined) running = message;
        if (message.done !== undefined) {
          done++;
          next = message.done + 1;
          if (message.took > 2000) slow.push({ seed: message.done, ms: Math.round(message.took) });
          longest = Math.max(longest, message.took);
          if (message.failure) note(message.done, message.failure, message.case);
          running = undefined;
          if (done % 1000 === 0) process.stderr.write(`${values.target}: ${done} in ${seconds()} s\n`);
          if (isOver()) child.kill("SIGKILL");
        }
        expect();
      });
      child.on("exit", (code, signal) => {
        clearTimeout(timer.id);
        if (running) {
          if (!signal) note(running.begun, `the process ended with ${code}`, running.case);
          else if (signal !== "SIGKILL") note(running.begun, `the process ended by ${signal}`, running.case);
          next = running.begun + 1;
        } else if (code !== 0 && !isOver()) {
          process.stderr.write(`the process ended with ${code ?? signal} between two cases\n`);
          next = last + 1;
        }
        resolve();
      });
    });
  }
  const seconds_ = seconds();
  process.stdout.write(
    `${JSON.stringify({ target: values.target, seeds: [first, next - 1], cases: done, seconds: seconds_, longest: Math.round(longest), slow: slow.slice(0, 20), failed: found.length, found: found.slice(0, 50) }, undefined, 1)}\n`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
  function seconds() {
    return Math.round((Date.now() - begun) / 1000);
  }
}
