import { useChat } from "@ai-sdk/react";

const named = (text: string) => text.toLowerCase().replace(/[^a-z0-9_-]/g, "_");

export function Colours() {
  const { messages } = useChat();
  const colours: Record<string, { label: string; colour: string }> = {};
  for (const message of messages) {
    const name = (message.parts[0] as any).text;
    colours[named(name)] = { label: name, colour: ["red", "blue"][messages.length % 2] as string };
  }
  const rules = Object.entries(colours).map(([key, { colour }]) => `--${key}: ${colour};`);
  const labels = Object.entries(colours).map(([key, { label }]) => `${key}: ${label}`);
  return (
    <div>
      <style dangerouslySetInnerHTML={{ __html: rules.join("\n") }} /> {/* ok: model-output-to-html */}
      <p dangerouslySetInnerHTML={{ __html: labels.join(", ") }} /> {/* want: model-output-to-html */}
    </div>
  );
}
