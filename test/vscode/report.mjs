// The HTML report in a browser: light and dark, of our examples and of a project whose names and texts try to inject script.
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { expectAccessible } from "./axe.mjs";

const EVIL = `"><script>window.hit=1</script><img src=x onerror="window.hit=2">'`;

export async function lookAtReport({ root, work, pictures, check }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  const reportOf = (name, folder) => {
    const file = join(work, `${name}.html`);
    execFileSync(
      process.execPath,
      [
        join(root, "dist/cli.mjs"),
        "scan",
        folder,
        "--no-config",
        "--fail-on",
        "never",
        "--format",
        `html=${file}`,
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    return file;
  };
  /** Opens it and tells what the page complained about. */
  const open = async (file, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(`it asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, complaints, close: () => context.close() };
  };
  const expectQuiet = (complaints) => {
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  };
  const examples = reportOf("examples", join(root, "examples"));
  for (const colorScheme of ["light", "dark"])
    await check(
      `the report, ${colorScheme}, has no serious defect for axe and complains about nothing`,
      async () => {
        const { page, complaints, close } = await open(examples, { colorScheme });
        await page.screenshot({ path: join(pictures, `report-${colorScheme}.png`), fullPage: true });
        await page.locator("details").evaluateAll((all) => all.forEach((each) => (each.open = true)));
        await expectAccessible(page);
        expectQuiet(complaints);
        // The bar that stays at the top would lie across a picture of a part.
        await page
          .locator("nav")
          .evaluateAll((all) => all.forEach((each) => (each.style.position = "static")));
        for (const part of ["map", "calls", "findings"])
          await page
            .locator(`#${part}`)
            .screenshot({ path: join(pictures, `report-${part}-${colorScheme}.png`) });
        await close();
        const top = await open(examples, { colorScheme, viewport: { width: 1184, height: 860 } });
        await top.page.screenshot({ path: join(pictures, `report-top-${colorScheme}.png`) });
        await top.close();
      },
    );
  await check("the report says everything without scripts", async () => {
    const { page, close } = await open(examples, { javaScriptEnabled: false });
    await page.getByText("The answer goes to").first().waitFor();
    await page.getByRole("link", { name: "Surface map" }).waitFor();
    await close();
  });
  await check("in the report of a hostile project, names and texts stay text", async () => {
    const folder = join(work, "hostile");
    const quoted = JSON.stringify(EVIL);
    const files = {
      'a"><img src=x onerror=window.hit=3>.py': `import subprocess
from openai import OpenAI
def ask(q):
    answer = OpenAI().chat.completions.create(model=${quoted}, messages=[{"role": "system", "content": ${quoted}}, {"role": "user", "content": ${quoted} + input()}])
    subprocess.run(answer.choices[0].message.content + ${quoted}, shell=True)
    # </code></pre></script><script>window.hit=4</script>
ask(1)
`,
      ".mcp.json": JSON.stringify({ mcpServers: { [EVIL]: { command: EVIL, args: [EVIL] } } }),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const { page, complaints, close } = await open(reportOf("hostile", folder));
    const state = await page.evaluate(() => ({
      hit: window.hit,
      images: document.images.length,
      scripts: document.scripts.length,
      shown: document.body.textContent.includes("<script>window.hit=1</script>"),
    }));
    if (state.hit !== undefined || state.images > 0 || state.scripts !== 1 || !state.shown)
      throw new Error(JSON.stringify(state));
    expectQuiet(complaints);
    await close();
  });
  await check("the report of 100,000 lines has less than 5 MB and opens in less than 2 seconds", async () => {
    const folder = join(work, "large");
    writeLarge(folder);
    const file = reportOf("large", folder);
    const { size } = statSync(file);
    const { page, close } = await open(examples);
    let took = Number.POSITIVE_INFINITY;
    // The best of several: a machine that is busy with something else says nothing of the page.
    for (let tries = 5; tries > 0 && took >= 2000; tries--) {
      await page.goto("about:blank");
      const start = performance.now();
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      took = Math.min(took, performance.now() - start);
    }
    console.log(`        ${(size / 1e6).toFixed(2)} MB, opened in ${(took / 1000).toFixed(2)} s`);
    await close();
    if (size >= 5_000_000 || took >= 2000) throw new Error(`${size} bytes, ${took} ms`);
  });
  await browser.close();
}

/** A program of 100,000 lines: 500 files, a model call with a defect in each, and code around it. */
function writeLarge(folder) {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < 500; i++) {
    const others = Array.from(
      { length: 46 },
      (_, n) => `def step_${n}(value):\n    total = value + ${n}\n    return total\n\n`,
    );
    writeFileSync(
      join(folder, `part_${i}.py`),
      `import subprocess
from flask import request
from openai import OpenAI

client = OpenAI(timeout=20)


def ask_${i}():
    question = request.json["question_${i}"]
    reply = client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": "You write shell commands for task ${i}. Answer with one line."},
            {"role": "user", "content": f"Do this: {question}"},
        ],
    )
    subprocess.run(reply.choices[0].message.content, shell=True)

${others.join("")}`,
    );
  }
}
