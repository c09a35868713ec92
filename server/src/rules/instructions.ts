/** Verbs that open an instruction; a label like "Question:" does not begin with one. */
const VERBS = new Set(
  "summarize summarise translate rewrite write answer generate explain extract classify list create act build describe analyze analyse convert use return respond reply provide make produce determine identify find give tell compare correct fix improve review evaluate rate score select choose decide suggest recommend plan draft compose continue complete follow ensure do don't never always please think consider check read parse format output judge grade group rank paraphrase shorten simplify help ignore imagine pretend role-play roleplay you".split(
    " ",
  ),
);

/** The constant text tells the model what to do, rather than naming or fencing what stands beside it. */
export function instructs(text: string): boolean {
  const plain = text
    .replace(/<\/?[\w:-]{1,40}[^<>]{0,80}>/g, " ")
    .replace(/[`*_#=~|"']+/g, " ")
    .replace(/-{2,}/g, " ");
  for (const line of plain.split(/[\n.!?]+/)) {
    const words = line.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
    if (words.length === 0) continue;
    const firstWord = (words[0] ?? "").toLowerCase();
    if (VERBS.has(firstWord) && (words.length >= 2 || line.includes(":") || words.length === 1)) {
      if (words.length >= 2 || /:\s*$/.test(line) || line.trim().toLowerCase() === firstWord)
        return (
          words.length >= 2 ||
          !/^(use|list|role|output|format|plan|score|rate|rank|group|draft|you|review|answer|act)$/.test(
            firstWord,
          )
        );
    }
    if (words.length >= 5 && !/:\s*$/.test(line)) return true;
    if (words.length >= 7) return true;
  }
  return false;
}

export interface Fence {
  /** Name of the tag, "" for quotes or backticks. */
  tag: string;
}

/** The constant before a hole opens a fence that the constant after it closes. */
export function fenceAround(before: string, after: string): Fence | undefined {
  const open = /<([\w:-]{1,40})(?:\s[^<>]{0,80})?>\s*$/.exec(before.slice(-200));
  if (open && new RegExp(`^\\s*</${escapeRegex(open[1] ?? "")}\\s*>`).test(after))
    return { tag: open[1] ?? "" };
  for (const mark of ["```", '"""', "'''", "~~~", "###"]) {
    const opened = before.lastIndexOf(mark);
    if (opened >= 0 && before.length - opened < 40 && after.trimStart().startsWith(mark)) return { tag: "" };
  }
  return undefined;
}
const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The system text says that what stands in this fence is data. */
export function declares(system: string, fence: Fence): boolean {
  if (fence.tag !== "") return system.toLowerCase().includes(fence.tag.toLowerCase());
  return /\b(data|untrusted|not instructions|never instructions|delimited|between|enclosed|quoted|backticks)\b/i.test(
    system,
  );
}
