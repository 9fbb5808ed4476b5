import { sql } from "drizzle-orm";
import { Agent, request } from "undici";
import { type Db, rows } from "@/db/database";
import { splitIntoCalls } from "@/lib/tba/limits";

type Body = { key: string; bytes: Buffer };

/** The very bodies of the night, made beforehand. */
async function readBody(db: Db, keys: readonly string[]): Promise<Body[]> {
  const body: Body[] = [];
  const parsed = await rows<{ id: string }>(db, sql`select id from etablissements order by uai`);
  for (const [rank, { id }] of parsed.entries()) {
    const texts = await rows<{ payload: string }>(
      db,
      sql`select payload from dossiers where etablissement_id = ${id}::uuid and not blocked order by id`,
    );
    for (const call of splitIntoCalls(texts.map(({ payload }) => ({ payload, bytes: Buffer.byteLength(payload) })))) {
      const bytes = Buffer.from(`[${call.map((d) => d.payload).join(",")}]`);
      body.push({ key: keys[rank] ?? "", bytes });
    }
  }
  return body;
}

/** Sends them raw, as many at once as the night does, reads and parses the answers. Answers the seconds that it took. */
export async function replay(db: Db, url: string, keys: readonly string[], concurrent: number): Promise<number> {
  const body = await readBody(db, keys);
  const agent = new Agent({ connections: concurrent });
  let next = 0;
  const send = async () => {
    for (let call = body[next++]; call !== undefined; call = body[next++]) {
      const response = await request(`${url}/v3/dossiers-apprenants`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${call.key}` },
        body: call.bytes,
        dispatcher: agent,
      });
      const parsed = JSON.parse(await response.body.text());
      if (response.statusCode !== 200 || parsed.status !== "OK")
        throw new Error(`Le puits a répondu ${response.statusCode}.`);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrent }, send));
  const seconds = (performance.now() - startedAt) / 1000;
  await agent.close();
  return seconds;
}
