/** Finds out whether any of a fixed list of words occurs. */
export interface WordScan {
  /** True when a word occurs in the bytes of a UTF-8 (or ASCII) file. */
  inBytes(bytes: Uint8Array): boolean;
  /** True when a word occurs in the text. */
  inText(text: string): boolean;
}

/**
 * Prepares a search for many words at once (Wu–Manber: a table of byte pairs says how far the window may jump).
 * Words are ASCII, case counts, and parts of longer words count too; a short name is better given with its quotes.
 * Words of less than two characters or with other characters than ASCII cannot be searched for: they make every file a hit,
 * because a scan that misses a file would change results.
 */
export function createWordScan(words: Iterable<string>): WordScan {
  const list = withoutImplied([...new Set(words)]);
  if (list.length === 0) return { inBytes: () => false, inText: () => false };
  if (list.some((word) => word.length < 2 || !/^[\x01-\x7f]+$/.test(word)))
    return { inBytes: () => true, inText: () => true };
  const table = prepare(list);
  return { inBytes: (bytes) => scanBytes(table, bytes), inText: (text) => scanText(table, text) };
}

interface Table {
  /** Length of the window: that of the shortest word. */
  window: number;
  /** By byte pair at the window's end: how far to jump; 0 where a word may begin with this window. */
  jump: Uint8Array;
  /** By byte pair at the window's end: the words to compare. */
  words: Map<number, string[]>;
}

function prepare(list: readonly string[]): Table {
  const window = Math.min(255, ...list.map((word) => word.length));
  const jump = new Uint8Array(65_536).fill(window - 1);
  const words = new Map<number, string[]>();
  for (const word of list) {
    for (let end = 1; end < window; end++) {
      const pair = (word.charCodeAt(end - 1) << 8) | word.charCodeAt(end);
      const distance = window - 1 - end;
      if (distance < (jump[pair] ?? 0)) jump[pair] = distance;
      if (distance === 0) words.set(pair, [...(words.get(pair) ?? []), word]);
    }
  }
  return { window, jump, words };
}

function scanBytes({ window, jump, words }: Table, bytes: Uint8Array): boolean {
  const length = bytes.length;
  for (let end = window - 1; end < length; ) {
    const pair = ((bytes[end - 1] as number) << 8) | (bytes[end] as number);
    const distance = jump[pair] as number;
    if (distance > 0) {
      end += distance;
      continue;
    }
    const start = end - window + 1;
    for (const word of words.get(pair) ?? []) if (startsAt(bytes, start, word)) return true;
    end++;
  }
  return false;
}

function startsAt(bytes: Uint8Array, start: number, word: string): boolean {
  if (start + word.length > bytes.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false;
  return true;
}

function scanText({ window, jump, words }: Table, text: string): boolean {
  const length = text.length;
  for (let end = window - 1; end < length; ) {
    const before = text.charCodeAt(end - 1);
    const last = text.charCodeAt(end);
    // No word has a character beyond ASCII: no window that ends in one can match before it has passed.
    const distance = (before | last) > 255 ? 1 : (jump[(before << 8) | last] as number);
    if (distance > 0) {
      end += distance;
      continue;
    }
    const start = end - window + 1;
    for (const word of words.get((before << 8) | last) ?? []) if (text.startsWith(word, start)) return true;
    end++;
  }
  return false;
}

/** Drops words that contain another word: where they occur, the shorter one does. */
function withoutImplied(list: readonly string[]): string[] {
  return list.filter((word) => !list.some((other) => other !== word && word.includes(other)));
}
