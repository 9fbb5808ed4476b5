import { type Dispatcher, request } from "undici";
import { networkReason } from "./reasons";
import { parseRetryAfter } from "./retry-after";

/** All in milliseconds. */
export type Timeouts = {
  connection: number;
  /** From the end of the sending to the answer's headers. */
  headers: number;
  /** Between two pieces of the answer's body. */
  body: number;
  /** The whole call: an answer that trickles must end too. */
  total: number;
};

export type HttpAnswer =
  | { httpStatus: number; body: Buffer; waitSeconds: number | null }
  | { httpStatus: number | null; failure: string };

export type HttpRequest = { url: string; body: string | Buffer; key: string | null };

/** One POST of JSON, once: no retry, no redirection. Never throws for what the network does. */
export async function post(
  { url, body, key }: HttpRequest,
  dispatcher: Dispatcher,
  timeouts: Timeouts,
): Promise<HttpAnswer> {
  const abandon = new AbortController();
  const timer = setTimeout(() => abandon.abort(), timeouts.total);
  let httpStatus: number | null = null;
  try {
    const answer = await request(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        // Nothing here unpacks: a server that is told nothing may compress.
        "accept-encoding": "identity",
        "user-agent": "passerelle-tba",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body,
      dispatcher,
      headersTimeout: timeouts.headers,
      bodyTimeout: timeouts.body,
      signal: abandon.signal,
    });
    httpStatus = answer.statusCode;
    const received = Buffer.from(await answer.body.arrayBuffer());
    return { httpStatus, body: received, waitSeconds: parseRetryAfter(answer.headers["retry-after"], new Date()) };
  } catch (error) {
    return { httpStatus, failure: networkReason(error) };
  } finally {
    clearTimeout(timer);
  }
}
