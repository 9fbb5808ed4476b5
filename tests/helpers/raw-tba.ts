import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";

/** What a server does with a request whose body is that: whatever it likes with the socket. */
export type RawAnswer = (socket: Socket, body: string) => void | Promise<void>;

const WHOLE = /\r\n\r\n([\s\S]*[\]}])$/;

/** An HTTP answer, its length told. */
export function http(body: string | Buffer, status = "200 OK", headings = ""): Buffer {
  const head = `HTTP/1.1 ${status}\r\n${headings}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

/** A TBA that writes bytes, and no HTTP of Node's: it may answer what no server would. One for a test file. */
export function rawTba() {
  let server: Server | undefined;
  let tba: TbaClient | undefined;
  let answer: RawAnswer = () => {};
  let requests: string[] = [];
  beforeAll(async () => {
    server = createServer({ allowHalfOpen: true }, (socket) => {
      let received = "";
      socket.on("error", () => {});
      socket.on("end", () => socket.end());
      socket.on("data", (piece) => {
        received += piece;
        const body = WHOLE.exec(received)?.[1];
        if (body === undefined) return;
        requests.push(received);
        received = "";
        void answer(socket, body);
      });
    });
    await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const timeouts = { headers: 4000, body: 2000, total: 5000 };
    tba = createTbaClient({ baseUrl: `http://127.0.0.1:${port}/api`, timeouts });
  });
  afterAll(async () => {
    await tba?.close();
    server?.close();
  });
  return {
    get tba() {
      if (tba === undefined) throw new Error("Le TBA brut n'est pas démarré.");
      return tba;
    },
    /** The requests since `answers`, as they were received. */
    requests: () => requests,
    answers: (next: RawAnswer) => {
      answer = next;
      requests = [];
    },
  };
}
