import { applyEdits, modify, parseTree } from "jsonc-parser";
import { parseDocument } from "yaml";

/** A configuration where none is. */
export const NEW_CONFIG = "llmlint.jsonc";

const YAML = /\.ya?ml$/i;
const JSON_TEXT = /\.jsonc?$/i;

/** Whether a rule can be turned off in a configuration of this name. */
export const takesRuleOff = (name: string): boolean => YAML.test(name) || JSON_TEXT.test(name);

/** The text of a configuration file with a rule turned off; undefined where its form is not known or it is broken. */
export function withRuleOff(name: string, text: string, rule: string): string | undefined {
  if (YAML.test(name)) {
    const document = parseDocument(text);
    if (document.errors.length > 0) return undefined;
    document.setIn(["rules", rule], "off");
    return document.toString({ lineWidth: 0 });
  }
  if (!JSON_TEXT.test(name)) return undefined;
  const isPackage = /(?:^|[\\/])package\.json$/i.test(name);
  const errors: Parameters<typeof parseTree>[1] = [];
  parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 && text.trim() !== "") return undefined;
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const isTabbed = indent.startsWith("\t");
  const edits = modify(text, [...(isPackage ? ["llmlint"] : []), "rules", rule], "off", {
    formattingOptions: {
      insertSpaces: !isTabbed,
      tabSize: isTabbed ? 4 : indent.length,
      eol: text.includes("\r\n") ? "\r\n" : "\n",
    },
  });
  return applyEdits(text, edits);
}
