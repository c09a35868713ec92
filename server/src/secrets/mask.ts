export function maskSecrets(text: string): string { return text; }
export function maskSecret(value: string): string { return `${value.slice(0, 3)}…${value.slice(-4)}`; }
