import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a server that cuts connections in the middle of what is said, in either direction. */
export type CuttingProxy = {
  /** The server's address, through it. */
  url: string;
  /** How many connections it has cut. */
  cuts: () => number;
  /** Each connection, those that are open included, is cut after as many bytes as `bytes` says when asked for it; `null`: none is cut any more. */
  cutIn: (bytes: number | (() => number) | null) => void;
  close: () => Promise<void>;
};

/** Opens it before a server of this machine. */
export async function cuttingProxy(target: URL): Promise<CuttingProxy> {
  let bytes: () => number = () => Number.POSITIVE_INFINITY;
  let cuts = 0;
  const open = new Set<{ left: number; end: () => void }>();

  const server = createServer((client: Socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    const link = {
      left: bytes(),
      end: () => {
        client.resetAndDestroy();
        upstream.destroy();
        open.delete(link);
      },
    };
    open.add(link);
    const pass = (from: Socket, to: Socket) =>
      from.on("data", (chunk) => {
        to.write(chunk.subarray(0, Math.min(chunk.length, link.left)));
        link.left -= chunk.length;
        if (link.left > 0 || !open.has(link)) return;
        cuts += 1;
        from.pause();
        // What was let through arrives, and nothing after it.
        setImmediate(link.end);
      });
    pass(client, upstream);
    pass(upstream, client);
    for (const socket of [client, upstream]) socket.on("error", () => undefined).once("close", link.end);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const url = new URL(target);
  const address = server.address();
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" && address !== null ? address.port : 0);
  return {
    url: url.href,
    cuts: () => cuts,
    cutIn: (wanted) => {
      const fixed = wanted ?? Number.POSITIVE_INFINITY;
      bytes = typeof fixed === "function" ? fixed : () => fixed;
      for (const link of open) link.left = bytes();
    },
    close: async () => {
      for (const link of open) link.end();
      server.close();
      await once(server, "close");
    },
  };
}
