// Every row of the pack.
import rehypeRaw from "rehype-raw";
import Markdown0 from "react-markdown";
import * as lib from "react-markdown";

export function View({ text }: { text: string }) {
  return (
    <>
      <Markdown0 rehypePlugins={[rehypeRaw]}>{text}</Markdown0>
      <lib.ReactMarkdown rehypePlugins={[rehypeRaw]}>{text}</lib.ReactMarkdown>
      <lib.Markdown rehypePlugins={[rehypeRaw]}>{text}</lib.Markdown>
      <lib.MarkdownHooks rehypePlugins={[rehypeRaw]}>{text}</lib.MarkdownHooks>
      <lib.MarkdownAsync rehypePlugins={[rehypeRaw]}>{text}</lib.MarkdownAsync>
      <lib.MemoizedReactMarkdown rehypePlugins={[rehypeRaw]}>{text}</lib.MemoizedReactMarkdown>
    </>
  );
}
