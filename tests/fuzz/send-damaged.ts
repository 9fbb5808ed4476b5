import { type Agent, request } from "node:http";
import type { DamagedBody } from "./damaged-body";

/** `status`: null when the line was cut before the answer, as was wanted or not. */
export type DamagedAnswer = { status: number | null; type: string; text: string; ms: number };

/** Only ends a call that nothing answers. */
const STALLED_MS = 60_000;

/** Makes a damaged call and reads what comes back, if anything does. */
export function sendDamaged(
  url: string,
  jeton: string,
  { bytes, headers, cutAt }: DamagedBody,
  agent: Agent,
): Promise<DamagedAnswer> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const end = (status: number | null, type = "", text = "") =>
      resolve({ status, type, text, ms: Math.round(performance.now() - begun) });
    const length: Record<string, string | number> =
      "transfer-encoding" in headers ? {} : { "content-length": bytes.length };
    const call = request(
      url,
      {
        method: "POST",
        agent,
        signal: AbortSignal.timeout(STALLED_MS),
        headers: { authorization: `Bearer ${jeton}`, ...length, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", () => end(null));
        response.on("end", () =>
          end(response.statusCode ?? null, response.headers["content-type"], Buffer.concat(chunks).toString("utf8")),
        );
      },
    );
    call.on("error", () => end(null));
    if (cutAt === null) call.end(bytes);
    else call.write(bytes.subarray(0, cutAt), () => call.destroy());
  });
}
