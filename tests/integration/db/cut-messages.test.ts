import { connect, type Socket } from "node:net";
import postgres from "postgres";
import { describe, expect, inject, it } from "vitest";
import { testDatabase } from "@/tests/helpers/test-database";

const base = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";

/** A way to the server whose bytes come in pieces of `length()`, whatever the network made of them. */
function inPieces(url: URL, length: () => number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => resolve(socket)).once("error", reject);
    const listen = socket.on.bind(socket);
    socket.on = (event: string, listener: (...args: never[]) => void) =>
      listen(event, (...args: unknown[]) => {
        const [bytes] = args;
        if (event !== "data" || !Buffer.isBuffer(bytes)) return listener(...(args as never[]));
        for (let at = 0; at < bytes.length; ) {
          const end = Math.min(bytes.length, at + length());
          listener(...([bytes.subarray(at, end)] as never[]));
          at = end;
        }
      });
  });
}

/** Always the same pieces: a generator of Park and Miller. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}

describe.runIf(onPostgres)("Ce que PostgreSQL répond est lu en entier", () => {
  const random = pseudoRandom(20261126);
  const ways: [string, () => number][] = [
    ...[1, 2, 3, 4, 5, 6, 7, 64, 1000, 5000, 65_536].map((n): [string, () => number] => [`${n} octets`, () => n]),
    ["des morceaux de toutes tailles", () => 1 + (random() % 3000)],
  ];
  it.each(ways)("quand il arrive par %s", async (_, length) => {
    const { source } = base.database;
    if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
    const url = new URL(source.url);
    const options = { max: 1, fetch_types: false, socket: () => inPieces(url, length) };
    const sql = postgres(source.url, options);
    const found = await sql`select n, repeat(chr(97 + n % 26), n * n % 2999) as text from generate_series(0, 60) as n`;
    expect(found.map(({ n, text }) => [n, text])).toEqual(
      Array.from({ length: 61 }, (_, n) => [n, String.fromCharCode(97 + (n % 26)).repeat((n * n) % 2999)]),
    );
    const bytes: string[] = [];
    const asked = sql.unsafe("select repeat('é', n) as text from generate_series(0, 400) as n", [], { prepare: true });
    asked.raw();
    await asked.forEach(([text]) => {
      bytes.push(String(text));
    });
    expect(bytes).toEqual(Array.from({ length: 401 }, (_, n) => "é".repeat(n)));
    await sql.end();
  });
});
