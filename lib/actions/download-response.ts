import { logUnexpected } from "./answer-error";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const ZIP = "application/zip";

/** Ends the connection without its last bytes: the browser says that the download failed, where a shorter file would look whole. */
function brokenOff(number: string): Error {
  const error = new Error(`Téléchargement interrompu (numéro ${number}).`);
  // Next would print any other error once more, with all that it quotes.
  error.name = "AbortError";
  return error;
}

/** The same stream; an error on the way is written in the log, once, and breaks the connection off. */
function watched(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(output) {
      try {
        const { value, done } = await reader.read();
        if (done) output.close();
        else output.enqueue(value);
      } catch (error) {
        throw brokenOff(logUnexpected(error));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** A file to save, never kept by a cache. `name` is ours: letters, digits, dashes. */
export function downloadResponse(
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  name: string,
  type: string,
): Response {
  return new Response(body instanceof ReadableStream ? watched(body) : body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
