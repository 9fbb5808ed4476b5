import type { IncomingMessage } from "node:http";
import { finished, type Readable } from "node:stream";
import { createGunzip, createInflate } from "node:zlib";
import { charsetOf, parseStrictJson } from "@/lib/actions/software/strict-json";

/** The TBA's limit, on the bytes once unzipped. */
export const MAX_BYTES = 10 * 1024 * 1024;

export type Refusal = { status: 400 | 413 | 415; message: string };
/** What a request carried; `wasCut` when its sender went away before the end. */
export type ParsedBody = { ok: true; value: unknown; bytes: number } | { ok: false; refusal: Refusal } | "interrompu";

const TOO_BIG: Refusal = { status: 413, message: "request entity too large" };

type Bytes = { bytes: Buffer } | { refusal: Refusal } | "interrompu";

function waitForEnd(request: IncomingMessage, next: (wasCut: boolean) => void): void {
  request.resume();
  finished(request, (error) => next(error !== undefined && error !== null));
}

/** All bytes of the flow; a refused request is read to its end all the same, so that its sender gets the answer. */
function accumulate(request: IncomingMessage, stream: Readable): Promise<Bytes> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let total = 0;
    let over = false;
    const refuse = (refusal: Refusal) => {
      if (over) return;
      over = true;
      chunks.length = 0;
      request.unpipe();
      if (stream !== request) stream.destroy();
      waitForEnd(request, (wasCut) => resolve(wasCut ? "interrompu" : { refusal }));
    };
    stream.on("data", (chunk: Buffer) => {
      if (over) return;
      total += chunk.length;
      if (total > MAX_BYTES) refuse(TOO_BIG);
      else chunks.push(chunk);
    });
    stream.on("end", () => {
      if (over) return;
      over = true;
      resolve({ bytes: Buffer.concat(chunks, total) });
    });
    if (stream !== request) stream.on("error", (error) => refuse({ status: 400, message: error.message }));
    finished(request, (error) => {
      if (!error || over) return;
      over = true;
      resolve("interrompu");
    });
  });
}

function isJson(request: IncomingMessage): boolean {
  const { "content-length": length, "transfer-encoding": transfer, "content-type": type } = request.headers;
  if (transfer === undefined && length === undefined) return false;
  return type?.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

/**
 * Reads a request as the TBA does, before it looks at anything else: only `application/json` is read (else the body is `{}`),
 * gzip and deflate are undone, at most MAX_BYTES, and the JSON must be an array or an object.
 * `anyType` reads whatever the declared type is.
 */
export async function readBody(request: IncomingMessage, anyType = false): Promise<ParsedBody> {
  if (!anyType && !isJson(request)) {
    request.resume();
    return { ok: true, value: {}, bytes: 0 };
  }
  const charset = charsetOf(request.headers["content-type"] ?? "");
  if ("fault" in charset) return { ok: false, refusal: { status: 415, message: charset.fault } };
  const encoding = (request.headers["content-encoding"] || "identity").toLowerCase();
  if (!["identity", "gzip", "deflate"].includes(encoding)) {
    return { ok: false, refusal: { status: 415, message: `unsupported content encoding "${encoding}"` } };
  }
  const stream =
    encoding === "identity" ? request : request.pipe(encoding === "gzip" ? createGunzip() : createInflate());
  const parsed = await accumulate(request, stream);
  if (parsed === "interrompu") return parsed;
  if ("refusal" in parsed) return { ok: false, refusal: parsed.refusal };
  const parsedBody = parseStrictJson(charset.decode(parsed.bytes));
  if ("fault" in parsedBody) return { ok: false, refusal: { status: 400, message: parsedBody.fault } };
  return { ok: true, value: parsedBody.value, bytes: parsed.bytes.length };
}
