import { createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { ServiceError } from "@/lib/errors";
import { tooBig } from "@/lib/spreadsheet/file-size";

/** A file as it was received: `path` is on this machine's disk, `name` is what the person calls it. */
export type ReceivedFile = { path: string; name: string };

/** What a form adds around its file: boundaries, headings, a few short fields. */
const FORM_BYTES = 64 * 1024;
const LIMITS = { files: 1, fields: 10, fieldSize: 1024, fieldNameSize: 100, parts: 12, headerPairs: 20 };
const NAME_LENGTH = 200;
/** What a name has that nobody sees: NUL, which PostgreSQL holds not; line breaks; what shows «fdp.csv» for «vsc.pdf». */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/gu;

const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);
const NONE = "Choisissez d'abord un fichier xlsx ou csv.";
const UNREADABLE = "L'envoi du fichier n'a pas abouti : réessayez.";

function openForm(request: Request, maxSize: number): { body: Readable; form: BusboyInstance } {
  const type = request.headers.get("content-type") ?? "";
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > maxSize + FORM_BYTES) throw tooBig(announced, maxSize);
  if (request.body === null || !type.startsWith("multipart/form-data")) throw refusal(NONE);
  try {
    // One byte more than allowed: busboy stops at its limit, and a file of just the right size must not look cut.
    const form = new Busboy({
      headers: { "content-type": type },
      limits: { ...LIMITS, fileSize: maxSize + 1 },
    });
    return { body: Readable.fromWeb(request.body as ReadableStream), form };
  } catch {
    throw refusal(UNREADABLE);
  }
}

/** Writes the file of the field `fichier` at `path` while it comes in. Answers its name; stops receiving at the limit. */
async function store(request: Request, path: string, maxSize: number): Promise<string> {
  const { body, form } = openForm(request, maxSize);
  const kept: { output: WriteStream | null; whole: Promise<void> } = { output: null, whole: Promise.resolve() };
  let name = "";
  let fault: Error | null = null;
  const stop = (reason: Error) => {
    fault ??= reason;
    body.destroy(fault);
    // All may be here already: the form would wait for its file to be read.
    form.destroy(fault);
  };
  let received = 0;
  body.on("data", (chunk: Uint8Array) => {
    received += chunk.byteLength;
    if (received > maxSize + FORM_BYTES) stop(tooBig(null, maxSize));
  });
  form.on("file", (field: string, stream: BusboyFileStream, fileName: string) => {
    if (field !== "fichier" || !fileName) {
      stream.resume();
      return;
    }
    name = fileName.replaceAll(UNSEEN, "").slice(0, NAME_LENGTH) || "fichier";
    stream.once("limit", () => stop(tooBig(null, maxSize)));
    const output = createWriteStream(path, { mode: 0o600 });
    output.once("error", stop);
    kept.output = output;
    kept.whole = pipeline(stream, output);
    kept.whole.catch(() => undefined);
  });
  try {
    await pipeline(body, form);
    await kept.whole;
  } catch {
    // A form that breaks off does not tell its file, which would stay open, and hold its place on the disk, for as long as this process lives.
    kept.output?.destroy();
    await kept.whole.catch(() => undefined);
    throw fault ?? refusal(UNREADABLE);
  }
  if (fault !== null) throw fault;
  if (name === "") throw refusal(NONE);
  return name;
}

/**
 * The file of a form (field `fichier`), streamed to disk for as long as `use` lasts; it is always removed. Call it only once the person's
 * right is known: nothing of the body is read before. Throws ServiceError (INVALID_INPUT) when there is no file, when the form breaks
 * off, and as soon as more than `maxSize` bytes are announced or received; what the disk says when it takes no more.
 */
export async function receiveFile<T>(
  request: Request,
  maxSize: number,
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "passerelle-"));
  try {
    const path = join(folder, "file");
    const name = await store(request, path, maxSize);
    return await use({ path, name });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
