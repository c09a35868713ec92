/**
 * Direction marks that reorder text, characters without width, tags, long runs of variation selectors. Left out: joiners inside emoji and in scripts that
 * need them, flags that are spelled with tags, a byte order mark at the start.
 */
const hidden =
  /[\u202a-\u202e\u2066-\u2069]+|[\u200b\u2060-\u2064\u180e\u3164\uffa0]+|\ufeff+|[\u200c\u200d]{2,}|(?:\udb40[\udc00-\udc7f])+|(?:\udb40[\udd00-\uddef]|[\ufe00-\ufe0f]){3,}|(?<=[A-Za-z0-9 ,.;:!?])[\u200c\u200d]+(?=[A-Za-z0-9 ,.;:!?])/g;

const BLACK_FLAG = "\ud83c\udff4";

/** Runs of characters that nobody sees, by UTF-16 offsets. */
export function hiddenRuns(text: string): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  for (const match of text.matchAll(hidden)) {
    const [run] = match;
    const start = match.index;
    if (run.startsWith("\ufeff") && start === 0) continue;
    if (run.startsWith("\udb40") && text.slice(start - 2, start) === BLACK_FLAG && run.length <= 14) continue;
    out.push({ start, end: start + run.length });
  }
  return out;
}
