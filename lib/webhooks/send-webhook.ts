import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import type { WebhookFailure } from "@/lib/domain/enumerations";
import { hostOf, mayCall, type Reach } from "./endpoint-url";
import { signedHeaders } from "./signing";

/** How a call went. `gone`: the software says that it wants no more (410). */
export type SendOutcome =
  | { delivered: true; httpStatus: number }
  | { delivered: false; httpStatus: number | null; failure: WebhookFailure; gone: boolean };

export type WebhookMessage = {
  url: string;
  /** The event's name, the same at each attempt. */
  id: string;
  body: string;
  secrets: readonly string[];
  at: Date;
};

export type SenderOptions = Reach & {
  /** All the addresses of a name; throws when it has none. */
  resolve?: (host: string) => Promise<string[]>;
  /** The whole call, in milliseconds. */
  totalMs?: number;
};

const CONNECT_MS = 5_000;
const TOTAL_MS = 15_000;
/** Of an answer nothing is kept: this much is read, so that an honest server is not cut off, and no more. */
const MAX_ANSWER_BYTES = 16 * 1024;
const GONE = 410;

async function resolveByDns(host: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

/** The name was asked once, and judged: the connection goes where it led then, whatever a second answer would say. */
const pinnedTo =
  (addresses: readonly string[]): LookupFunction =>
  (_host, options, done) => {
    const all = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = all;
    if (first === undefined) done(new Error("Aucune adresse."), "", 0);
    else if (options.all === true) done(null, all);
    else done(null, first.address, first.family);
  };

const failed = (failure: WebhookFailure): SendOutcome => ({
  delivered: false,
  httpStatus: null,
  failure,
  gone: false,
});

const TIMEOUT_CODES = ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"];

function failureOf(error: unknown, signal: AbortSignal): WebhookFailure {
  if (signal.aborted) return "timeout";
  const code = String((error as { code?: unknown } | null)?.code ?? "");
  if (TIMEOUT_CODES.includes(code)) return "timeout";
  return /CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code) ? "tls" : "network";
}

function outcomeOf(httpStatus: number): SendOutcome {
  if (httpStatus >= 200 && httpStatus < 300) return { delivered: true, httpStatus };
  const failure = httpStatus >= 300 && httpStatus < 400 ? "redirected" : "status";
  return { delivered: false, httpStatus, failure, gone: httpStatus === GONE };
}

async function readSome(body: AsyncIterable<Buffer>): Promise<void> {
  let read = 0;
  for await (const chunk of body) {
    read += chunk.length;
    if (read > MAX_ANSWER_BYTES) return;
  }
}

async function call(
  { url, id, body, secrets, at }: WebhookMessage,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<SendOutcome> {
  const dispatcher = new Agent({ connect: { lookup: pinnedTo(addresses), timeout: CONNECT_MS }, pipelining: 0 });
  try {
    const answer = await request(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "passerelle-tba",
        ...signedHeaders(id, at, body, secrets),
      },
      body,
      dispatcher,
      signal,
    });
    // What it says besides its status is nobody's business, and how it ends neither.
    await readSome(answer.body).catch(() => {});
    return outcomeOf(answer.statusCode);
  } catch (error) {
    return failed(failureOf(error, signal));
  } finally {
    await dispatcher.destroy();
  }
}

/**
 * Sends a message once, as the Standard Webhooks specification says: no retry, no redirection. Its name is resolved here, the addresses
 * judged, and the connection made to one of them. Never throws for what the network or the other side does.
 */
export async function sendWebhook(message: WebhookMessage, options: SenderOptions): Promise<SendOutcome> {
  const { resolve = resolveByDns, totalMs = TOTAL_MS, ...reach } = options;
  const url = new URL(message.url);
  const signal = AbortSignal.timeout(totalMs);
  const late = new Promise<null>((end) => signal.addEventListener("abort", () => end(null), { once: true }));
  // A name server that does not answer is no reason to wait longer than for the software itself.
  const addresses = await Promise.race([resolve(hostOf(url)).catch((): string[] => []), late]);
  if (addresses === null) return failed("timeout");
  if (addresses.length === 0) return failed("unknown-name");
  if (!mayCall(url, addresses, reach)) return failed("forbidden-address");
  return call(message, addresses, signal);
}
