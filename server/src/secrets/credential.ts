import { wordsOf } from "./context.ts";
import { characterClasses, entropy, isPlaceholder } from "./randomness.ts";
import { scanSecrets } from "./scan.ts";

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
  return looksRandom(text);
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

/** Whether a part without separators is long and changes between letters, cases and digits as chance does. */
function hasRandomRun(text: string): boolean {
  let length = 0;
  let bits = 0;
  for (const run of text.split(/[^A-Za-z0-9]+/)) {
    if (!isMixed(run)) continue;
    length += run.length;
    bits = Math.max(bits, entropy(run));
  }
  // Separators belong to the alphabet of some keys, so several shorter runs make up for a long one.
  return length >= 14 && bits >= 2.9;
}

/** Words, names and dates change class seldom; random text in half of its steps. */
function isMixed(run: string): boolean {
  if (run.length < 8) return false;
  if (/^[a-f0-9]{24,}$/i.test(run)) return characterClasses(run) >= 2;
  const vowels = run.replace(/[^aeiouAEIOU]/g, "").length;
  if (/^[a-z]+$/.test(run)) return run.length >= 32 && vowels / run.length < 0.29;
  if (characterClasses(run) < 2) return false;
  let changes = 0;
  for (let i = 1; i < run.length; i++) if (classOf(run, i) !== classOf(run, i - 1)) changes++;
  const share = changes / (run.length - 1);
  return share >= (/[0-9]/.test(run) ? 0.25 : 0.4);
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
