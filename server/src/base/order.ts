/** Compares by UTF-16 code units: the same everywhere, unlike an order that asks the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
