import type { RuleInfo } from "../../findings/rule.ts";

export type Edition = "2025" | "2026";

/** OWASP Top 10 for LLM Applications; the names are those of `rules/taxonomies/`, as a test shows. */
export const OWASP: Readonly<Record<Edition, Readonly<Record<string, string>>>> = {
  "2025": {
    LLM01: "Prompt Injection",
    LLM02: "Sensitive Information Disclosure",
    LLM03: "Supply Chain",
    LLM04: "Data and Model Poisoning",
    LLM05: "Improper Output Handling",
    LLM06: "Excessive Agency",
    LLM07: "System Prompt Leakage",
    LLM08: "Vector and Embedding Weaknesses",
    LLM09: "Misinformation",
    LLM10: "Unbounded Consumption",
  },
  "2026": {
    LLM01: "Prompt injection",
    LLM02: "Sensitive information disclosure",
    LLM03: "Excessive agency",
    LLM04: "Supply chain",
    LLM05: "Data and model poisoning",
    LLM06: "Unbounded consumption",
    LLM07: "Misinformation",
    LLM08: "Hidden context exposure",
    LLM09: "Vectors and embeddings",
    LLM10: "Improper output handling",
  },
};

/** The items that a rule stands for, of both editions. */
export function itemsOf(rule: RuleInfo | undefined): { name: string; edition: Edition; title: string }[] {
  const of = (edition: Edition, names: readonly string[] = []) =>
    names.map((name) => ({ name, edition, title: OWASP[edition][name] ?? "" }));
  return [...of("2025", rule?.owaspLlm2025), ...of("2026", rule?.owaspLlm2026)];
}
