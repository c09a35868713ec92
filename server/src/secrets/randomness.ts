/** Shannon entropy in bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}

/** Long enough never to come up by chance in a random key. */
const anywhere =
  /example|placeholder|redacted|change_?-?me|replace_?-?me|dummy[-_]?key|fake[-_]?key|test[-_]?key|your[-_]?(?:own[-_]?)?(?:api|key|token|secret)|insert[-_]|sample[-_]?key|api[-_]?key|my[-_]?api|secret[-_]?key|not[-_]needed|required|supersecret/i;

/** Short words count only as words of their own, or where the value begins or ends with them. */
const asWord =
  /(?<![A-Za-z0-9])(?:your|test|tests|testing|fake|dummy|mock|demo|sample|foo|bar|baz|empty|none|null|todo|here|key|api|invalid|wrong|bogus|secret|local|unused|hidden|masked|abc|abc123|xxx+|qwerty)(?![A-Za-z0-9])/i;

const maskRun = /x{4}|X{4}|[xX]{5}|\*{3}|\.{3}|…|•|([A-Za-z0-9])\1{5}/;

/** UUIDs that documentation uses over and over. */
const wellKnown = /^(?:123e4567-e89b|550e8400-e29b|00000000-0000|[0-9a-f]{8}-1234-)/;

/** Whether a value that has the length of a key is a stand-in: a mask, a word for one, a sequence, a repetition. */
export function isPlaceholder(value: string): boolean {
  return (
    anywhere.test(value) ||
    asWord.test(value) ||
    maskRun.test(value) ||
    wellKnown.test(value) ||
    countsUp(value, 7) ||
    countsUpBySteps(value) ||
    repeats(value)
  );
}

/** "abc123def456", "a1b2c3d4e5f6": the letters alone and the digits alone count up. */
function countsUpBySteps(text: string): boolean {
  const letters = text.replace(/[^A-Za-z]/g, "");
  const digits = text.replace(/[^0-9]/g, "");
  return countsUp(letters, 8) || countsUp(digits, 8) || (countsUp(letters, 6) && countsUp(digits, 6));
}

/** Whether `length` characters in a row ascend or descend by one (…890123… and …xyzabc… go on). */
function countsUp(text: string, length: number): boolean {
  let up = 1;
  let down = 1;
  for (let i = 1; i < text.length; i++) {
    const before = text.charCodeAt(i - 1) | 32;
    const here = text.charCodeAt(i) | 32;
    up = follows(before, here) ? up + 1 : 1;
    down = follows(here, before) ? down + 1 : 1;
    if (up >= length || down >= length) return true;
  }
  return false;
}

/** Codes are lower-cased by bit 32, which leaves digits (0x30–0x39) as they are. */
function follows(before: number, here: number): boolean {
  if (!isDigitOrLetter(before) || !isDigitOrLetter(here)) return false;
  return here === before + 1 || (before === 57 && here === 48) || (before === 122 && here === 97);
}

function isDigitOrLetter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
}

/** Whether most of the text equals what stood a few characters before ("abcdabcdabcd", "deadbeefdeadbeef"). */
function repeats(text: string): boolean {
  for (let period = 1; period <= 16 && period * 2 <= text.length; period++) {
    let same = 0;
    for (let i = period; i < text.length; i++) if (text[i] === text[i - period]) same++;
    if (same >= (text.length - period) * 0.8) return true;
  }
  return false;
}

/** How many of the classes upper case, lower case and digit occur. */
export function characterClasses(text: string): number {
  return Number(/[A-Z]/.test(text)) + Number(/[a-z]/.test(text)) + Number(/[0-9]/.test(text));
}
