/** Whether a text is an http address whose host is neither this machine nor one of its network. */
export function isPlainRemoteAddress(text: string): boolean {
  const host = /^http:\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)/i.exec(text.trim())?.[1]?.toLowerCase();
  if (host === undefined || /[${}<>%*]/.test(host)) return false;
  return !isLocalHost(host);
}

function isLocalHost(host: string): boolean {
  if (host.startsWith("[")) return /^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/.test(host);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host))
    return /^(?:127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      host,
    );
  return (
    !host.includes(".") ||
    /\.(?:local|localhost|internal|lan|home|test|svc|cluster\.local|ts\.net)$/.test(host)
  );
}
