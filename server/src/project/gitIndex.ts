/** The paths that a repository's index holds, relative to its root; undefined where the bytes are no index that we know. */
export function readGitIndex(bytes: Uint8Array): Set<string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0) !== SIGNATURE) return undefined;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return undefined;
  const count = view.getUint32(8);
  const decoder = new TextDecoder();
  const paths = new Set<string>();
  let at = HEADER;
  let previous: Uint8Array = new Uint8Array();
  for (let i = 0; i < count; i++) {
    if (at + FIXED > bytes.length) return undefined;
    const isExtended = version >= 3 && (view.getUint16(at + FLAGS) & EXTENDED) !== 0;
    let from = at + FIXED + (isExtended ? 2 : 0);
    let kept = 0;
    if (version === 4) {
      const [dropped, next] = readOffset(bytes, from);
      kept = Math.max(0, previous.length - dropped);
      from = next;
    }
    const end = bytes.indexOf(0, from);
    if (end < 0) return undefined;
    const name = new Uint8Array(kept + end - from);
    name.set(previous.subarray(0, kept));
    name.set(bytes.subarray(from, end), kept);
    paths.add(decoder.decode(name));
    previous = name;
    // Up to version 3 an entry is padded with one to eight zeros to a multiple of eight.
    at = version === 4 ? end + 1 : at + (((end - at) >> 3) + 1) * 8;
  }
  return paths;
}

const SIGNATURE = 0x44495243;
const HEADER = 12;
/** Bytes of an entry before its name: times, device, mode, owner, size (40), object (20), flags (2). */
const FIXED = 62;
const FLAGS = 60;
const EXTENDED = 0x4000;

/** The number that says how much of the name before is dropped, and where the name goes on. */
function readOffset(bytes: Uint8Array, start: number): [number, number] {
  let at = start;
  let byte = bytes[at++] ?? 0;
  let value = byte & 127;
  while ((byte & 128) !== 0 && at < bytes.length) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 127);
  }
  return [value, at];
}
