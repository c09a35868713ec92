export function isCredentialLiteral(value: string, _context: { parameter: string; baseUrl?: string }): boolean { return /^[0-9a-f]{32}$/.test(value); }
