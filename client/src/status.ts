import * as vscode from "vscode";

/** What the server tells of itself. */
export interface Status {
  state: "analysing" | "ready";
  findings: number;
  modelCalls: number;
  files: number;
  rules: number;
  /** Milliseconds of the last analysis. */
  duration: number;
  notices: string[];
}

export interface StatusView extends vscode.Disposable {
  show(status: Status): void;
  fail(message: string): void;
}

const SELECTOR = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact"];

/** The state of the server: in the status bar, and in the language status of files it looks at. */
export function openStatus(): StatusView {
  const log = { title: "Show log", command: "llmlint.showLog" };
  const bar = vscode.window.createStatusBarItem("llmlint.status", vscode.StatusBarAlignment.Left, 0);
  bar.name = "llmlint";
  bar.command = log.command;
  const language = vscode.languages.createLanguageStatusItem("llmlint.language", SELECTOR);
  language.name = "llmlint";
  language.command = log;
  const paint = (icon: string, text: string, detail: string, severity: vscode.LanguageStatusSeverity) => {
    bar.text = `$(${icon}) llmlint${text}`;
    bar.tooltip = detail;
    bar.show();
    language.text = `llmlint${text}`;
    language.detail = detail;
    language.severity = severity;
  };
  const { Information, Warning, Error: Failure } = vscode.LanguageStatusSeverity;
  paint("sync~spin", "", vscode.l10n.t("starting"), Information);
  return {
    show({ state, findings, modelCalls, files, rules, duration, notices }) {
      language.busy = state === "analysing";
      if (state === "analysing") {
        bar.text = bar.text.replace(/^\$\([^)]*\)/, "$(sync~spin)");
        return;
      }
      const detail = [
        `${count(findings, "finding")}, ${count(modelCalls, "model call")} in ${count(files, "file")}`,
        vscode.l10n.t(
          "{0} active, last analysis {1} in {2} ms",
          count(rules, "rule"),
          new Date().toLocaleTimeString(),
          duration,
        ),
        ...notices,
      ].join("\n");
      const severity = notices.length > 0 ? Warning : Information;
      paint(notices.length > 0 ? "warning" : "shield", `: ${findings}`, detail, severity);
    },
    fail: (message) => paint("error", "", message, Failure),
    dispose() {
      bar.dispose();
      language.dispose();
    },
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
