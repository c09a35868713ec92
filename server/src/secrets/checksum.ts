const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Whether the last six characters of a token are the CRC-32 of what stands between its prefix and them, in base 62. */
export function hasCrc32Base62(token: string): boolean {
  const body = token.slice(token.lastIndexOf("_") + 1);
  return base62(crc32(body.slice(0, -6))) === body.slice(-6);
}

function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function base62(number: number): string {
  let out = "";
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) out = alphabet[rest % 62] + out;
  return out.padStart(6, "0");
}
