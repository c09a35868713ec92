/** Programs that ask a model. What they read is marked: `input()` by its line, fields of a request and arguments of the command by their names. */
export interface SentProgram {
  name: string;
  files: Readonly<Record<string, string>>;
}

const py = (code: string): string => `from openai import OpenAI\n\nclient = OpenAI()\n\n\n${code}\n`;
const flask = (code: string): string => `from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()


@app.post("/ask")
def ask():
${code.replace(/^(?=.)/gm, "    ")}
    return ""
`;
const ts = (code: string): string => `import express from "express";
import OpenAI from "openai";

const client = new OpenAI();
const app = express();

app.post("/ask", async (req, res) => {
${code.replace(/^(?=.)/gm, "  ")}
  res.end();
});
`;

export const PROGRAMS: readonly SentProgram[] = [
  {
    name: "an f-string beside a constant",
    files: {
      "main.py": py(`question = input()
client.chat.completions.create(
    model="m",
    messages=[
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": f"Question: {question}?"},
    ],
)`),
    },
  },
  {
    name: "format with places and names",
    files: {
      "main.py": py(`place = input()
client.responses.create(model="m", input="Say {} now, {name}, in {place!s}.".format(input(), name=input(), place=place))`),
    },
  },
  {
    name: "the percent sign with several values",
    files: {
      "main.py": py(`topic = input()
tone = input()
client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Write of %s, %s." % (topic, tone)}])`),
    },
  },
  {
    name: "texts joined between headings",
    files: {
      "main.py": py(`docs = [input(), input()]
prompt = "Documents:\\n" + "\\n---\\n".join(docs) + "\\nAnswer from them."
client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])`),
    },
  },
  {
    name: "messages appended one after the other",
    files: {
      "main.py": py(`messages = [{"role": "system", "content": "You help."}]
messages.append({"role": "user", "content": "What is 1 + 1?"})
messages.append({"role": "assistant", "content": "2"})
messages.append({"role": "user", "content": input()})
client.chat.completions.create(model="m", messages=messages)`),
    },
  },
  {
    name: "a wrapper with two callers",
    files: {
      "main.py": py(`def ask(system, text):
    messages = [{"role": "system", "content": system}, {"role": "user", "content": text}]
    return client.chat.completions.create(model="m", messages=messages)


ask("You translate.", "Translate: " + input())
ask("You summarise.", f"Summarise: {input()}")`),
    },
  },
  {
    name: "a template of the standard library",
    files: {
      "main.py": `from string import Template

${py(`greeting = Template("Hello $name, do $task.")
client.chat.completions.create(
    model="m", messages=[{"role": "user", "content": greeting.substitute(name=input(), task="work")}]
)`)}`,
    },
  },
  {
    name: "a persona kept in a field, the system prompt apart",
    files: {
      "main.py": `import anthropic

client = anthropic.Anthropic()


class Bot:
    def __init__(self, persona):
        self.system = f"You are {persona}."

    def run(self, text):
        return client.messages.create(
            model="m", max_tokens=9, system=self.system, messages=[{"role": "user", "content": text}]
        )


Bot("a pirate").run(input())
`,
    },
  },
  {
    name: "a prompt in another file, its hole replaced",
    files: {
      "prompts.py": `ANSWER = """Answer the question.

<question>
{question}
</question>
"""


def answer_prompt(question):
    return ANSWER.replace("{question}", question)
`,
      "main.py": `from prompts import answer_prompt\n\n${py(`client.chat.completions.create(model="m", messages=[{"role": "user", "content": answer_prompt(input())}])`)}`,
    },
  },
  {
    name: "fields of a request, instructions apart",
    files: {
      "main.py": flask(`body = request.json
client.responses.create(
    model="m",
    instructions="Translate to " + body["language"] + ".",
    input=body["text"],
)`),
    },
  },
  {
    name: "a text that grows",
    files: {
      "main.py": flask(`prompt = "You sort mail.\\n"
prompt += "Subject: " + request.json["subject"] + "\\n"
prompt += f"Body: {request.json['body']}"
client.chat.completions.create(model="m", messages=[{"role": "system", "content": "Sort."}, {"role": "user", "content": prompt}])`),
    },
  },
  {
    name: "parts joined from a list that grows",
    files: {
      "main.py": py(`parts = ["Rules: be kind."]
parts.append("Input: " + input())
parts.append("Answer in one line.")
client.chat.completions.create(model="m", messages=[{"role": "user", "content": "\\n".join(parts)}])`),
    },
  },
  {
    name: "a template literal beside a constant",
    files: {
      "main.ts": ts(`await client.chat.completions.create({
  model: "m",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: \`Question: \${req.body.question}?\` },
  ],
});`),
    },
  },
  {
    name: "plus signs",
    files: {
      "main.ts": ts(`const { first, last } = req.body;
await client.responses.create({ model: "m", input: "Greet " + first + " " + last + " now." });`),
    },
  },
  {
    name: "an array joined",
    files: {
      "main.ts": ts(`const lines = ["Notes:", req.body.note, "Sort them."];
await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: lines.join("\\n") }] });`),
    },
  },
  {
    name: "messages pushed one after the other",
    files: {
      "main.ts":
        ts(`const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "system", content: "You help." }];
messages.push({ role: "user", content: "What is 1 + 1?" });
messages.push({ role: "assistant", content: "2" }, { role: "user", content: req.body.question });
await client.chat.completions.create({ model: "m", messages });`),
    },
  },
  {
    name: "a wrapper that takes an object",
    files: {
      "main.ts": `import OpenAI from "openai";

const client = new OpenAI();

async function ask({ system, text }: { system: string; text: string }) {
  const messages = [
    { role: "system" as const, content: system },
    { role: "user" as const, content: text },
  ];
  return client.chat.completions.create({ model: "m", messages });
}

await ask({ system: "You translate.", text: \`Translate: \${process.argv[2]}\` });
await ask({ system: "You summarise.", text: "Summarise: " + process.argv[3] });
`,
    },
  },
  {
    name: "holes replaced",
    files: {
      "main.ts": ts(`const TEMPLATE = "Hello {name}, write of {topic}.";
const prompt = TEMPLATE.replace("{name}", req.body.name).replace("{topic}", req.body.topic);
await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: prompt }] });`),
    },
  },
  {
    name: "a class with a persona, the system prompt apart",
    files: {
      "main.ts": `import Anthropic from "@anthropic-ai/sdk";

class Bot {
  readonly #client = new Anthropic();
  readonly system: string;

  constructor(persona: string) {
    this.system = \`You are \${persona}.\`;
  }

  run(text: string) {
    return this.#client.messages.create({
      model: "m",
      max_tokens: 9,
      system: this.system,
      messages: [{ role: "user", content: text }],
    });
  }
}

await new Bot("a pirate").run(process.argv[2]);
`,
    },
  },
  {
    name: "a history spread between system prompt and question",
    files: {
      "main.ts": ts(`const history = [
  { role: "user" as const, content: req.body.before },
  { role: "assistant" as const, content: "I see." },
];
await client.chat.completions.create({
  model: "m",
  messages: [{ role: "system", content: "S" }, ...history, { role: "user", content: "And now?" }],
});`),
    },
  },
  {
    name: "a function of a package that takes system and prompt",
    files: {
      "prompts.ts": `export const SYSTEM = "You write titles.";
export const titlePrompt = (text: string, length: number) => \`Text:
\${text}

Title in \${length} words:\`;
`,
      "main.ts": `import { generateText } from "ai";
import express from "express";
import { SYSTEM, titlePrompt } from "./prompts.js";

const app = express();
app.post("/title", async (req, res) => {
  await generateText({ model: "m", system: SYSTEM, prompt: titlePrompt(req.body.text, 5) });
  res.end();
});
`,
    },
  },
  {
    name: "a text that grows, with a choice",
    files: {
      "main.ts": ts(`let prompt = "Sort this mail.";
prompt += "\\nSubject: ";
prompt += req.body.subject;
const system = req.body.formal ? "Be formal." : "Be kind.";
await client.chat.completions.create({
  model: "m",
  messages: [{ role: "system", content: system }, { role: "user", content: prompt }],
});`),
    },
  },
];
