/** `f(name=…)` */
export const isNamedArgument = (before: string, after: string): boolean =>
  /[(,]\s*$/.test(before) && /^\s*=(?!=)/.test(after);

/** It is only asked whether it is there, or so. */
export function isTest(before: string, after: string, isPython: boolean): boolean {
  if (isPython)
    return (
      (/\b(?:if|elif|while|not|and|or)\s+$/.test(before) &&
        /^\s*(?::|and\b|or\b|else\b|\)|\]|\n)/.test(after)) ||
      /^\s*(?:and|or)\b/.test(after)
    );
  return (
    /!\s*$/.test(before) ||
    /^\s*\?(?![.?])/.test(after) ||
    /^\s*&&/.test(after) ||
    (/(?:\b(?:if|while)\s*\(|&&|\|\|)\s*$/.test(before) && /^\s*(?:\)|&&|\|\|)/.test(after)) ||
    /^\s*\|\|/.test(after)
  );
}

/** What a literal is that begins so. */
export function kindOf(written: string): "text" | "number" | "truth" | "list" | undefined {
  if (/^(?:["'`]|f["'])/.test(written)) return "text";
  if (/^-?(?:\d|\.\d)/.test(written)) return "number";
  if (/^(?:true|false|True|False)\b/.test(written)) return "truth";
  if (written.startsWith("[")) return "list";
  return undefined;
}

/** What a type annotation says. */
export function annotatedKind(written: string | undefined): "text" | "number" | "truth" | "list" | undefined {
  const type = written?.trim().replace(/^Promise<(.*)>$/, "$1");
  if (type === undefined) return undefined;
  if (/^(?:str|string)$/.test(type)) return "text";
  if (/^(?:int|float|number)$/.test(type)) return "number";
  if (/^(?:bool|boolean)$/.test(type)) return "truth";
  if (/^(?:list|List)\b|\[\]$|^(?:Readonly)?Array</.test(type)) return "list";
  return undefined;
}
