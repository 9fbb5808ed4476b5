import { request } from "node:http";
import { text } from "node:stream/consumers";

/** What a server answered, and how much left this machine. `status` is 0 when the connection was cut before the answer was read. */
export type Sent = { status: number; body: string; sentBytes: number };

const CHUNK = Buffer.alloc(64 * 1024, "a");
const BOUNDARY = "----essai";
const START = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="fichier"; filename="gros.csv"\r\n\r\n`;

/**
 * Sends a form whose file weighs `size` bytes, chunk by chunk at the pace of the server, and goes on after the answer, as a rude client
 * does: what leaves until the connection ends is what the server takes.
 */
export function sendBody(url: string, headers: Record<string, string>, size: number): Promise<Sent> {
  return new Promise((resolve) => {
    const sent: Sent = { status: 0, body: "", sentBytes: 0 };
    const type = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
    const outgoing = request(url, { method: "POST", agent: false, headers: { ...type, ...headers } });
    outgoing.on("response", (response) => {
      sent.status = response.statusCode ?? 0;
      text(response).then(
        (body) => {
          sent.body = body;
        },
        () => undefined,
      );
    });
    outgoing.on("error", () => resolve(sent));
    outgoing.on("close", () => resolve(sent));
    outgoing.write(START);
    const pump = () => {
      while (sent.sentBytes < size && !outgoing.destroyed) {
        sent.sentBytes += CHUNK.length;
        if (!outgoing.write(CHUNK)) {
          outgoing.once("drain", pump);
          return;
        }
      }
      outgoing.end(`\r\n--${BOUNDARY}--\r\n`);
    };
    pump();
  });
}
