import { sql } from "drizzle-orm";
import { Agent, request } from "undici";
import { type Db, lignes } from "@/db/base";
import { decouperEnAppels } from "@/lib/tba/limites";

type Corps = { cle: string; octets: Buffer };

/** The very bodies of the night, made beforehand. */
async function lireCorps(db: Db, cles: readonly string[]): Promise<Corps[]> {
  const corps: Corps[] = [];
  const lus = await lignes<{ id: string }>(db, sql`select id from etablissements order by uai`);
  for (const [rang, { id }] of lus.entries()) {
    const textes = await lignes<{ payload: string }>(
      db,
      sql`select payload from dossiers where etablissement_id = ${id}::uuid and not bloque order by id`,
    );
    for (const appel of decouperEnAppels(
      textes.map(({ payload }) => ({ payload, octets: Buffer.byteLength(payload) })),
    )) {
      const octets = Buffer.from(`[${appel.map((d) => d.payload).join(",")}]`);
      corps.push({ cle: cles[rang] ?? "", octets });
    }
  }
  return corps;
}

/** Sends them raw, as many at once as the night does, reads and parses the answers. Answers the seconds that it took. */
export async function rejouer(db: Db, url: string, cles: readonly string[], simultanees: number): Promise<number> {
  const corps = await lireCorps(db, cles);
  const agent = new Agent({ connections: simultanees });
  let prochain = 0;
  const envoyer = async () => {
    for (let appel = corps[prochain++]; appel !== undefined; appel = corps[prochain++]) {
      const reponse = await request(`${url}/v3/dossiers-apprenants`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${appel.cle}` },
        body: appel.octets,
        dispatcher: agent,
      });
      const lue = JSON.parse(await reponse.body.text());
      if (reponse.statusCode !== 200 || lue.status !== "OK")
        throw new Error(`Le puits a répondu ${reponse.statusCode}.`);
    }
  };
  const debut = performance.now();
  await Promise.all(Array.from({ length: simultanees }, envoyer));
  const secondes = (performance.now() - debut) / 1000;
  await agent.close();
  return secondes;
}
