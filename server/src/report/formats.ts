import { renderAgent } from "./agent.ts";
import { renderCheckstyle } from "./checkstyle.ts";
import { renderConcise } from "./concise.ts";
import { renderGithub } from "./github.ts";
import { renderGitlab } from "./gitlab.ts";
import { renderGitlabSast } from "./gitlabSast.ts";
import { renderHtml } from "./html/html.ts";
import { renderJson } from "./json.ts";
import { renderJsonl } from "./jsonl.ts";
import { renderJunit } from "./junit.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderRdjson } from "./rdjson.ts";
import type { RenderOptions, ReportInput } from "./report.ts";
import { renderSarif } from "./sarif.ts";
import { renderText } from "./text.ts";

/** Every form of the report of a scan, in the order of the help. */
export const formats = {
  text: renderText,
  concise: renderConcise,
  json: renderJson,
  jsonl: renderJsonl,
  sarif: renderSarif,
  github: renderGithub,
  gitlab: renderGitlab,
  "gitlab-sast": renderGitlabSast,
  junit: renderJunit,
  checkstyle: renderCheckstyle,
  rdjson: renderRdjson,
  markdown: renderMarkdown,
  html: renderHtml,
  agent: renderAgent,
} satisfies Record<string, (input: ReportInput, options: RenderOptions) => string>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
