export const SUMMARY = "Summarize the text of the user in two sentences.";

export function translator(language: string): string {
  return `Translate the text of the user to ${language}.`;
}
