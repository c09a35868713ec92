/** 32 hexadecimal digits, four rounds of FNV-1a with different starts: no secret, only an identity, and no built-in needed. */
export function hashText(text: string): string {
  return [0x811c9dc5, 0x9747b28c, 0x1b873593, 0xcc9e2d51].map((seed) => hash32(text, seed)).join("");
}

function hash32(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
