import type { Readable } from "node:stream";
import { type DataCallback, type Disposable, Message, StreamMessageReader } from "vscode-languageserver/node";

/**
 * Hands on what has the form of a message. The library would write anything else whole into the editor's log, texts of
 * documents and keys included.
 */
export class CarefulReader extends StreamMessageReader {
  readonly #refused: () => void;

  constructor(input: Readable, refused: () => void) {
    super(input);
    this.#refused = refused;
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      if (Message.isRequest(message) || Message.isNotification(message) || Message.isResponse(message))
        callback(message);
      else this.#refused();
    });
  }
}
