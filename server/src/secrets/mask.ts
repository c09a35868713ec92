import { secretProviders } from "../generated/secrets.ts";
import { namesCredential } from "./context.ts";
import { characterClasses, entropy } from "./randomness.ts";
import { scanSecrets } from "./scan.ts";

const shapes = secretProviders.flatMap((provider) => provider.shapes);
const anchors = shapes.flatMap((shape) => shape.anchors).sort((a, b) => b.length - a.length);

/**
 * More generous than the scan, since too much hidden does no harm: a prefix that no ordinary word has with what hangs on
 * it, whole or not, and a long run that something named like a credential is given.
 */
const prefixed = new RegExp(
  `(?<![A-Za-z0-9_])(?:${alternatives("word")})[A-Za-z0-9_-]{16,}|(?<![A-Za-z0-9_])(?:${alternatives("base64")})[A-Za-z0-9_+/=-]{16,}`,
  "g",
);
const run = /[A-Za-z0-9_+/.~-]{16,}={0,2}/g;

function alternatives(edge: "word" | "base64"): string {
  const wanted = shapes
    .filter((shape) => shape.edge === edge && shape.checked)
    .flatMap((shape) => shape.anchors);
  return [...new Set(wanted)].map((anchor) => anchor.replace(/[.\\]/g, "\\$&")).join("|");
}

/** Hides every key in a text that is to be shown, logged or stored. */
export function maskSecrets(text: string): string {
  const spans = scanSecrets(text).map(({ start, end }): [number, number] => [start, end]);
  for (const { index, 0: value } of text.matchAll(prefixed))
    if (isVaried(value.slice(anchorOf(value).length))) spans.push([index, index + value.length]);
  for (const { index, 0: value } of text.matchAll(run))
    if (isVaried(value) && namesCredential(text, index)) spans.push([index, index + value.length]);
  let out = "";
  let at = 0;
  for (const [start, end] of merged(spans)) {
    out += text.slice(at, start) + maskSecret(text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}

function isVaried(value: string): boolean {
  return (
    (/[0-9]/.test(value) || /^[A-Za-z]{30,}$/.test(value)) &&
    characterClasses(value) >= 2 &&
    entropy(value) >= 3
  );
}

function merged(spans: [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

function anchorOf(value: string): string {
  return anchors.find((anchor) => value.startsWith(anchor)) ?? "";
}

/** A key for people's eyes: its provider's prefix and, of a long one, the last four characters. */
export function maskSecret(value: string): string {
  const anchor = anchorOf(value);
  const rest = value.length - anchor.length;
  return `${anchor}…${rest >= 20 ? value.slice(-4) : ""}`;
}
