/**
 * Makes a text safe to print: control characters, line ends, bidirectional and invisible marks and halves of surrogate
 * pairs are shown as `\u{…}`, so that a file name or a comment can neither move the cursor nor hide what it says.
 */
export function escapeControls(text: string): string {
  return text.replace(HOSTILE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

/** As `escapeControls`, with tabs as spaces and line ends as one space: for sentences. */
export function escapeSentence(text: string): string {
  return escapeControls(text.replace(/\r\n|[\t\n\r]/g, " "));
}

/** Columns a terminal gives to a text: two for East Asian wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    if (/\p{Mn}|\p{Me}/u.test(char)) continue;
    width += isWide(char.codePointAt(0) ?? 0) ? 2 : 1;
  }
  return width;
}

const HOSTILE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  return WIDE.some(([from, to]) => code >= from && code <= to);
}

/** The blocks that Unicode's EastAsianWidth marks W or F, coarsely. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1faff],
  [0x20000, 0x3fffd],
];
