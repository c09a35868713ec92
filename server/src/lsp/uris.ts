/** The absolute POSIX path of a `file:` URI; undefined for any other. */
export function pathOfUri(uri: string): string | undefined {
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return undefined;
  }
  if (url.protocol !== "file:") return undefined;
  const path = decode(url.pathname);
  if (url.hostname !== "" && url.hostname !== "localhost") return `//${url.hostname}${path}`;
  return /^\/[A-Za-z]:/.test(path) ? `${path.charAt(1).toUpperCase()}${path.slice(2)}` : path;
}

export function uriOfPath(path: string): string {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("//")) return `file:${encoded}`;
  return path.startsWith("/") ? `file://${encoded}` : `file:///${encoded}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
