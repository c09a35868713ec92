// What a user sees, in the workbench, of the packed extension. Each step is one check; a picture is kept of each view.
import { join } from "node:path";
import { expectAccessible } from "./axe.mjs";

const PATIENCE = 60_000;

export async function lookAtIt(page, { url, folder, pictures, check, setTheme }) {
  const editorLine = (text) => page.locator(".monaco-editor .view-line", { hasText: text }).first();
  // The caret may lie over the text.
  const clickText = (line, text) =>
    editorLine(line).locator("span", { hasText: text }).last().click({ force: true });
  const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
  const squiggle = page.locator(".monaco-editor .squiggly-error").first();
  const lens = page.locator(".codelens-decoration", { hasText: "user: user input" }).first();
  const openFile = async (name) => {
    await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).first().dblclick();
    await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: PATIENCE });
  };
  /** A key press may come before the editor listens. */
  const insist = async (act, wanted, { times = 8, patience = 5000 } = {}) => {
    for (let left = times; ; left--) {
      await act();
      const isThere = await wanted.waitFor({ timeout: patience }).then(
        () => true,
        () => false,
      );
      if (isThere) return;
      if (left === 1) throw new Error("it never came");
    }
  };
  const runCommand = async (name) => {
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    await insist(async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget input").first().fill(`>${name}`);
    }, row);
    await row.click();
  };

  await check("the workbench opens", async () => {
    await page.goto(`${url}/?folder=${encodeURI(folder)}`, { waitUntil: "domcontentloaded" });
    await page.locator(".explorer-folders-view").waitFor({ timeout: 2 * PATIENCE });
  });
  await check("a Python file shows its defect underlined", async () => {
    await openFile("app.py");
    await squiggle.waitFor({ timeout: PATIENCE });
  });
  await check("the status bar counts the findings", async () => {
    await page.locator(".statusbar-item", { hasText: /llmlint: [1-9]/ }).waitFor({ timeout: PATIENCE });
  });
  await check("a lens tells what goes into the model call", async () => {
    await lens.waitFor({ timeout: PATIENCE });
  });
  await check("pointing at the model call shows its prompt piece by piece", async () => {
    const hover = page.locator(".monaco-hover-content", { hasText: "You translate questions" }).first();
    await insist(async () => {
      await page.mouse.move(5, 5);
      await editorLine("completions.create(").getByText("completions").first().hover();
    }, hover);
    await picture("1-model-call");
    await page.keyboard.press("Escape");
    await page.mouse.move(5, 5);
  });
  const map = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  const openMap = async () => {
    await insist(
      () => lens.locator("a").first().click({ force: true }),
      map.getByText("You translate questions").first(),
    );
  };
  const closeMap = async () => {
    const tab = page.locator(".tab", { hasText: "Map" }).first();
    await tab.click({ button: "middle" });
    await tab.waitFor({ state: "detached", timeout: PATIENCE });
  };
  await check("the lens opens the prompt map: slots, origins, where the answer goes", async () => {
    await openMap();
    await map.getByText("request.json.question").first().waitFor({ timeout: PATIENCE });
    await map.getByText("code that runs").first().waitFor({ timeout: PATIENCE });
  });
  await check("a piece of the prompt map leads to its code, by click and by key", async () => {
    await map.getByText("You translate questions").first().click();
    await page.locator('.tab.active[data-resource-name="prompts.py"]').waitFor({ timeout: PATIENCE });
    await page
      .locator(".statusbar-item", { hasText: /Ln 1, Col \d+ \(\d+ selected\)/ })
      .waitFor({ timeout: PATIENCE });
    await map.locator("button.hole.user").first().focus();
    await page.keyboard.press("Enter");
    await page.locator('.tab.active[data-resource-name="app.py"]').waitFor({ timeout: PATIENCE });
  });
  await check("the prompt map follows edits, and undo", async () => {
    // A file opens beside what was clicked last; the map shall stay in sight.
    await page.locator(".editor-group-container").first().locator(".tab.active").click();
    await openFile("prompts.py");
    await editorLine("SYSTEM =").click();
    await page.keyboard.press("Home");
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.type("Politely: ");
    await map.getByText("Politely: You translate").first().waitFor({ timeout: PATIENCE });
    await picture("12-map-beside-code");
    await insist(() => page.keyboard.press("Control+Z"), map.getByText(/^You translate/).first());
    await page.keyboard.press("Control+S");
  });
  const themes = {
    "Light Modern": { kind: "vscode-light", workbench: "vs" },
    "Dark Modern": { kind: "vscode-dark", workbench: "vs-dark" },
    "Default High Contrast": { kind: "vscode-high-contrast", workbench: "hc-black" },
    "Default High Contrast Light": { kind: "vscode-high-contrast-light", workbench: "hc-light" },
  };
  for (const [theme, { kind, workbench }] of Object.entries(themes))
    await check(
      `after a reload both maps are there in ${theme}, and axe finds no serious defect`,
      async () => {
        if (theme === "Light Modern") {
          await openFile("app.py");
          await openMap();
        }
        setTheme(theme);
        // A reload may come before the editor reads its settings.
        await insist(
          () => page.reload({ waitUntil: "domcontentloaded" }),
          page.locator(`.monaco-workbench.${workbench}`).first(),
          { times: 4, patience: PATIENCE / 2 },
        );
        await map.locator(`body.${kind} .bar`).waitFor({ timeout: 2 * PATIENCE });
        // What was looked at a moment before the reload may not have been kept.
        if ((await map.locator("#risk").count()) > 0)
          await map.locator("g.call[role=button]").first().click();
        await map.locator("article.call").waitFor({ timeout: PATIENCE });
        const frame = await (await map.locator("body").elementHandle()).ownerFrame();
        await expectAccessible(frame);
        await picture(`map-prompt-${kind}`);
        await map.getByRole("button", { name: "Surface map" }).click();
        await map.getByRole("heading", { name: "Surface map" }).waitFor({ timeout: PATIENCE });
        await expectAccessible(frame);
        await picture(`map-surface-${kind}`);
        await map.locator("g.call[role=button]").first().focus();
        await page.keyboard.press("Enter");
        await map.getByText("The answer goes to").first().waitFor({ timeout: PATIENCE });
        await map
          .locator("#calls")
          .selectOption({ label: "app.py:13 tags (chat.completions.create, error)" });
        await map.getByText("request.json.question").first().waitFor({ timeout: PATIENCE });
      },
    );
  await check("the map closes, and the editor is as before", async () => {
    setTheme(undefined);
    await page.reload({ waitUntil: "domcontentloaded" });
    await map.locator(".bar").waitFor({ timeout: 2 * PATIENCE });
    await closeMap();
    await openFile("app.py");
    await squiggle.waitFor({ timeout: PATIENCE });
    await lens.waitFor({ timeout: PATIENCE });
  });
  await check("hints stand where the slots of the model call are filled", async () => {
    await openFile("prompts.py");
    await editorLine("user ← user input").waitFor({ timeout: PATIENCE });
    await openFile("app.py");
  });
  await check("the Problems view lists the findings with the steps of the path", async () => {
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "model-output-to-code" }).first();
    await insist(() => page.keyboard.press("Control+Shift+M"), row);
    await page
      .locator(".markers-panel .monaco-list-row", { hasText: "1. request to the model" })
      .first()
      .waitFor({ timeout: PATIENCE });
    await picture("2-problems");
  });
  await check("hovering over the defect tells why, and the way of the data", async () => {
    const hover = page.locator(".monaco-hover-content", { hasText: "1. user input enters here" }).first();
    await insist(async () => {
      await page.mouse.move(5, 5);
      await editorLine("eval(").getByText("eval", { exact: false }).first().hover();
      await page.locator(".monaco-editor .squiggly-error").first().hover({ force: true });
    }, hover);
    await picture("3-hover");
    await page.keyboard.press("Escape");
  });
  await check("the Path view shows the steps with their code, and a click goes there", async () => {
    await openFile("app.py");
    await clickText("eval(", "eval");
    const step = page.locator(".pane-body .monaco-list-row", { hasText: "request to the model" }).first();
    await insist(() => runCommand("llmlint: Show Path of the Finding"), step);
    await step.getByText("client.chat.completions.create").first().waitFor({ timeout: PATIENCE });
    await picture("8-path");
    await step.click();
    await page
      .locator(".statusbar-item", { hasText: "Ln 17, Col 6 (126 selected)" })
      .waitFor({ timeout: PATIENCE });
  });
  await check("the Findings view lists both files by model call", async () => {
    for (const rule of ["model-output-to-code", "model-output-to-shell"])
      await page
        .locator(".pane-body .monaco-list-row", { hasText: rule })
        .first()
        .waitFor({ timeout: PATIENCE });
    await picture("9-findings");
    await insist(
      () => page.keyboard.press("Control+Shift+E"),
      page.locator(".explorer-folders-view .monaco-list-row").first(),
    );
  });
  await check("the documentation of the rule opens without a network", async () => {
    await runCommand("llmlint: Explain a Rule");
    const rule = page
      .locator(".quick-input-list .monaco-list-row", { hasText: "model-output-to-code" })
      .first();
    const ask = page.locator(".quick-input-widget input[placeholder='The rule to explain']");
    await ask.waitFor({ timeout: PATIENCE });
    await ask.fill("model-output-to-code");
    await rule.waitFor({ timeout: PATIENCE });
    await rule.click();
    const preview = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await preview.getByText("model-output-to-code").first().waitFor({ timeout: PATIENCE });
    await picture("4-documentation");
    await page.keyboard.press("Control+F4");
  });
  await check("a quick fix repairs the defect, and undo brings it back", async () => {
    await openFile("app.py");
    const item = page
      .locator(".action-widget .monaco-list-row", { hasText: "Parse it as a literal" })
      .first();
    await insist(async () => {
      await page.keyboard.press("Escape");
      await clickText("eval(", "eval");
      await page.keyboard.press("Control+.");
    }, item);
    await picture("10-quick-fix");
    await item.click();
    await editorLine("ast.literal_eval(").waitFor({ timeout: PATIENCE });
    await squiggle.waitFor({ state: "detached", timeout: PATIENCE });
    await picture("11-repaired");
    await insist(() => page.keyboard.press("Control+Z"), editorLine("str(eval("));
    await squiggle.waitFor({ timeout: PATIENCE });
  });
  await check("a comment with a reason silences the finding", async () => {
    await openFile("app.py");
    const item = page
      .locator(".action-widget .monaco-list-row", { hasText: "Suppress model-output-to-code" })
      .first();
    await insist(async () => {
      await page.keyboard.press("Escape");
      await clickText("eval(", "eval");
      await page.keyboard.press("Control+.");
    }, item);
    await picture("5-actions");
    await item.click();
    await editorLine("llmlint-disable-next-line").waitFor({ timeout: PATIENCE });
    await page.keyboard.type("only our own texts");
    await squiggle.waitFor({ state: "detached", timeout: PATIENCE });
    await picture("6-silenced");
  });
  await check("a TypeScript file shows its defect underlined", async () => {
    await openFile("agent.ts");
    await squiggle.waitFor({ timeout: PATIENCE });
    await picture("7-typescript");
  });
  await check("the defect repaired, its line is gone", async () => {
    await editorLine("execSync(").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.press("Delete");
    await squiggle.waitFor({ state: "detached", timeout: PATIENCE });
  });
}
