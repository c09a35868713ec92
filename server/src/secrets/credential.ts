import { wordsOf } from "./context.ts";
import { characterClasses, entropy, isPlaceholder } from "./randomness.ts";
import { hasKnownForm, scanSecrets } from "./scan.ts";

/** What is known about the place of a literal. */
export interface CredentialContext {
  /** The name of the parameter that a model pack marks as credential. */
  parameter: string;
  /** The address the client talks to, where it is known. */
  baseUrl?: string;
}

const publicWord =
  /^(?:public|publishable|anon|id|ids|name|url|uri|host|endpoint|env|file|path|type|scope|scopes)$/;
const leastLength = 16;

/**
 * Whether a literal given to a credential parameter is a real one. No provider's form is needed: it must look drawn at
 * random, and be no mask, no word, no name of a variable, no path and no address. A server on this machine or in this
 * network takes any key, so only forms that a provider proves count there.
 */
export function isCredentialLiteral(value: string, context: CredentialContext): boolean {
  const text = value.trim().replace(/^(?:Bearer|Token|Basic)\s+/i, "");
  if (wordsOf(context.parameter).some((word) => publicWord.test(word))) return false;
  const known = scanSecrets(text);
  if (known.some((match) => match.checked)) return true;
  if (context.baseUrl !== undefined && isLocalAddress(context.baseUrl)) return false;
  return hasKnownForm(text) || looksRandom(text);
}

function looksRandom(text: string): boolean {
  if (text.length < leastLength || text.length > 4096) return false;
  if (!/^[A-Za-z0-9_+/=.~:-]+$/.test(text)) return false;
  if (isAddress(text) || isPublicKey(text) || isPlaceholder(text)) return false;
  return isUuid(text) || hasRandomRun(text);
}

function isAddress(text: string): boolean {
  if (text.includes("://") || /^(?:arn|env|file|vault|ssm|sm|secret|secrets):/i.test(text)) return true;
  if (/^(?:\.{0,2}|~)\//.test(text) || /^[A-Za-z]:/.test(text)) return true;
  return /\.(?:json|ya?ml|toml|txt|pem|key|env|ini|cfg|py|[cm]?[jt]s|com|net|org|io|ai|dev|local)$/i.test(
    text,
  );
}

/** Publishable twins of secrets, and tokens that name themselves anonymous. */
function isPublicKey(text: string): boolean {
  if (/^(?:pk|pub|public|publishable)[-_]/i.test(text) || text.startsWith("sb_publishable_")) return true;
  const payload = /^eyJ[\w-]*\.(eyJ[\w-]*)\./.exec(text)?.[1];
  return payload !== undefined && /"role"\s*:\s*"anon"/.test(decodeBase64(payload));
}

function decodeBase64(text: string): string {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

function isUuid(text: string): boolean {
  return (
    /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i.test(text) &&
    entropy(text.replaceAll("-", "")) >= 3
  );
}

/** Whether enough of the value is drawn by chance; separators belong to the alphabet of some keys. */
function hasRandomRun(text: string): boolean {
  let length = 0;
  let bits = 0;
  for (const run of text.split(/[^A-Za-z0-9]+/)) {
    if (!isMixed(run)) continue;
    length += run.length;
    bits = Math.max(bits, entropy(run));
  }
  return length >= 12 && bits >= 2.5 && entropy(text) >= 3;
}

/** Words and names are made of common pairs of letters and change between cases and digits seldom; chance does neither. */
function isMixed(run: string): boolean {
  if (run.length < 6) return false;
  if (/^[a-f0-9]{24,}$/i.test(run)) return characterClasses(run) >= 2;
  const common = commonPairs(run);
  if (characterClasses(run) < 2) return run.length >= 32 && /[a-z]/i.test(run) && common < 0.25;
  let changes = 0;
  for (let i = 1; i < run.length; i++) if (classOf(run, i) !== classOf(run, i - 1)) changes++;
  const share = changes / (run.length - 1);
  const hasDigit = /[0-9]/.test(run);
  return (hasDigit && share >= 0.5) || (common < 0.34 && share >= (hasDigit ? 0.15 : 0.3));
}

const pairs = new Set(
  (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic " +
    "ne ea ra ce li ch ll be ma si om ur pr od uc ey ke op pe ai ap pi ct cr et ec na lo ca el la ta us ut un ss ot ol"
  ).split(" "),
);

/** The share of common pairs among the letters that stand together. */
function commonPairs(run: string): number {
  const lower = run.toLowerCase();
  let all = 0;
  let common = 0;
  for (let i = 1; i < lower.length; i++) {
    const pair = lower.slice(i - 1, i + 1);
    if (!/^[a-z]{2}$/.test(pair)) continue;
    all++;
    if (pairs.has(pair)) common++;
  }
  // Few pairs prove nothing.
  return all < 3 ? 0 : common / all;
}

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 58) return 0;
  return code < 91 ? 1 : 2;
}

/** Loopback, private networks, container names and names without a dot. */
function isLocalAddress(baseUrl: string): boolean {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)/i
    .exec(baseUrl.trim())?.[1]
    ?.toLowerCase();
  if (host === undefined) return false;
  if (host.startsWith("[")) return /^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/.test(host);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host))
    return /^(?:127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(host);
  return !host.includes(".") || /\.(?:local|localhost|internal|lan|home|test)$/.test(host);
}
