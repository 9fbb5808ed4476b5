import type { Readable } from "node:stream";

/** More than the longest message: a batch closes long before. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;
const LINE_BREAK = 10;

/** The lines of a stream, as they come, each in its bytes: most only pass through. Throws when one never ends. */
export async function* readLines(stream: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, start)) {
      const last = chunk.subarray(start, end);
      yield parts.length === 0 ? last : Buffer.concat([...parts, last]);
      parts = [];
      length = 0;
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > MAX_LINE_BYTES) throw new Error("The sandbox sent a line without end.");
  }
}
