import type { Command } from "commander";
import { unknownName } from "../workspace/usageError.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;

/** The script that completes commands, options, formats and rule ids in a shell. */
export function completionScript(program: Command, shell: string, ruleIds: readonly string[]): string {
  if (!SHELLS.some((known) => known === shell)) throw unknownName("shell", shell, SHELLS);
  const words = wordsByCommand(program, ruleIds);
  if (shell === "fish") return fishScript(words);
  const bash = bashScript(words);
  return shell === "bash" ? bash : `#compdef llmlint\nautoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

/** "" is the program itself, "baseline create" a command below a command. */
function wordsByCommand(program: Command, ruleIds: readonly string[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  const visit = (command: Command, name: string) => {
    const options = command.options.flatMap((option) => (option.long ? [option.long] : []));
    const values = command.options.flatMap((option) => option.argChoices ?? []);
    const takesRule = name === "explain" || command.options.some((option) => option.long === "--rule");
    const inside = command.commands.map((child) => child.name());
    words.set(name, [...inside, ...options, "--help", ...values, ...(takesRule ? ruleIds : [])]);
    for (const child of command.commands)
      visit(child, name === "" ? child.name() : `${name} ${child.name()}`);
  };
  visit(program, "");
  return words;
}

function bashScript(words: Map<string, string[]>): string {
  const cases = [...words].map(([name, list]) => `    "${name}") words="${list.join(" ")}" ;;`);
  return `_llmlint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$command $word" in
${[...words.keys()]
  .filter(Boolean)
  .map((name) => `      "${name.includes(" ") ? name : ` ${name}`}") command="${name}" ;;`)
  .join("\n")}
    esac
  done
  case "$command" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ \${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _llmlint llmlint
`;
}

function fishScript(words: Map<string, string[]>): string {
  return [...words]
    .map(([name, list]) => {
      const when =
        name === ""
          ? "__fish_use_subcommand"
          : name
              .split(" ")
              .map((part) => `__fish_seen_subcommand_from ${part}`)
              .join("; and ");
      return `complete -c llmlint -n '${when}' -a '${list.join(" ")}'\n`;
    })
    .join("");
}
