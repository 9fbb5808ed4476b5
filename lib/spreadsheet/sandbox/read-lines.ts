import type { Readable } from "node:stream";

/** More than the longest message: a batch closes long before. */
const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/** The lines of a stream of UTF-8, as they come. Throws when one never ends. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream as AsyncIterable<string>) {
    rest += chunk;
    if (rest.length > MAX_LINE_CHARACTERS) throw new Error("The sandbox sent a line without end.");
    for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n")) {
      yield rest.slice(0, end);
      rest = rest.slice(end + 1);
    }
  }
}
