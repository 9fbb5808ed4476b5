import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { createGunzip, createInflate, type Gunzip, type Inflate } from "node:zlib";
import { MAX_CALL_BYTES } from "@/lib/domain/software-limits";
import { ApiRefusal } from "./api-refusal";
import { charsetOf, parseStrictJson } from "./strict-json";

/** No field of a dossier is more than a value: what is deeper is meant to exhaust whoever walks it. */
const MAX_DEPTH = 32;

/** Of a body that is refused, how much is still let in and dropped, so that its sender reads the answer and not a cut connection. */
const MAX_DROPPED = 32 * 1024 * 1024;

async function drop(source: Readable): Promise<void> {
  let dropped = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    dropped += chunk.length;
    if (dropped > MAX_DROPPED) return;
  }
}

function unzipperFor(request: Request): Gunzip | Inflate | null {
  const encoding = (request.headers.get("content-encoding") || "identity").toLowerCase();
  if (encoding === "identity") return null;
  if (encoding === "gzip") return createGunzip();
  if (encoding === "deflate") return createInflate();
  throw new ApiRefusal(415, `unsupported content encoding "${encoding}"`);
}

/** What comes out of a stream; null as soon as it is more than the limit. */
async function collect(stream: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > MAX_CALL_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total);
}

/** All the bytes of a body, counted while they come in and as they come out of the unzipping: nothing above the limit is ever kept. */
async function readBytes(request: Request): Promise<Buffer> {
  if (request.body === null) return Buffer.alloc(0);
  const unzipper = unzipperFor(request);
  const source = Readable.fromWeb(request.body as ReadableStream);
  if (unzipper !== null) source.once("error", (error) => unzipper.destroy(error));
  try {
    const isAnnounced = Number(request.headers.get("content-length") ?? 0) > MAX_CALL_BYTES;
    const bytes = isAnnounced ? null : await collect(unzipper === null ? source : source.pipe(unzipper));
    if (bytes !== null) return bytes;
    source.unpipe();
    unzipper?.destroy();
    await drop(source);
  } catch {
    throw new ApiRefusal(400, "request aborted or badly compressed");
  }
  throw new ApiRefusal(413, "request entity too large");
}

/** An object or a list of fields is a dossier, or the call: what is deeper is a value, which everything downstream may turn into text. */
const VALUE_DEPTH = 2;
const NO_TEXT = ["toString", "valueOf"];

/**
 * What makes a JSON one that nobody could go through: nested beyond measure, or a value that has no text. Null when nothing does. Walks without
 * calling itself: that is what such a body attacks.
 */
function faultOf(value: unknown): string | null {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `JSON nested beyond ${MAX_DEPTH} levels`;
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== "object" || each === null) continue;
      if (depth >= VALUE_DEPTH && NO_TEXT.some((name) => Object.hasOwn(each, name))) {
        return `a value may not have a field named ${NO_TEXT.join(" or ")}`;
      }
      for (const inner of Array.isArray(each) ? each : Object.values(each)) {
        if (typeof inner === "object" && inner !== null) next.push(inner);
      }
    }
    level = next;
  }
  return null;
}

/**
 * The JSON of a call, once it is known who calls: only `application/json` in UTF-8 or UTF-16 is read (another type is an empty object, as at the
 * TBA), at most 10 MB. Throws ApiRefusal.
 */
export async function readJson(request: Request): Promise<{ value: unknown; bytes: Buffer }> {
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType.split(";", 1)[0]?.trim().toLowerCase() !== "application/json") {
    return { value: {}, bytes: Buffer.alloc(0) };
  }
  const charset = charsetOf(contentType);
  if ("fault" in charset) throw new ApiRefusal(415, charset.fault);
  const bytes = await readBytes(request);
  const parsed = parseStrictJson(charset.decode(bytes));
  if ("fault" in parsed) throw new ApiRefusal(400, parsed.fault);
  const fault = faultOf(parsed.value);
  if (fault !== null) throw new ApiRefusal(400, fault);
  return { value: parsed.value, bytes };
}
