import { desc, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { nuits } from "@/db/schema/nuits";
import type { Sante } from "./sante.types";

const DELAI_BASE_MS = 2000;
const HEURE_MS = 3600_000;
const NUIT_VIEILLE_HEURES = 36;
/** The queue of the runs (pg-boss). */
const FILE = "transmission";

/** What there is to do and what is late, in pg-boss's own table; zeros before its first start, when the table is not there. */
async function lireFile(db: Db, maintenant: Date): Promise<Sante["file"]> {
  const [table] = await lignes<{ presente: boolean }>(
    db,
    sql`select to_regclass('pgboss.job') is not null as presente`,
  );
  if (!table?.presente) return { enAttente: 0, enCours: 0, enRetard: 0 };
  const enAttente = sql`state::text in ('created', 'retry')`;
  const [file] = await lignes<NonNullable<Sante["file"]>>(
    db,
    sql`select count(*) filter (where ${enAttente})::int as "enAttente",
      count(*) filter (where state::text = 'active')::int as "enCours",
      count(*) filter (where ${enAttente} and start_after < ${maintenant.toISOString()}::timestamptz - interval '30 minutes')::int as "enRetard"
    from pgboss.job where name = ${FILE} and state in ('created', 'retry', 'active')`,
  );
  return file ?? null;
}

async function lireDerniereNuit(db: Db, maintenant: Date): Promise<Sante["derniereNuit"]> {
  const [nuit] = await db.select().from(nuits).orderBy(desc(nuits.debut)).limit(1);
  if (nuit === undefined) return null;
  const ageHeures = Math.round(((maintenant.getTime() - nuit.debut.getTime()) / HEURE_MS) * 10) / 10;
  return { debut: nuit.debut.toISOString(), ageHeures, etablissements: nuit.etablissements };
}

async function interroger(
  ouvrir: () => Promise<Db>,
  maintenant: Date,
): Promise<Pick<Sante, "base" | "file" | "derniereNuit">> {
  const depart = performance.now();
  const db = await ouvrir();
  await db.execute(sql`select 1`);
  const latenceMs = Math.round(performance.now() - depart);
  return {
    base: { ok: true, latenceMs },
    file: await lireFile(db, maintenant),
    derniereNuit: await lireDerniereNuit(db, maintenant),
  };
}

/** Null when the promise fails, or says nothing in time. Why is not told: a database's error quotes addresses and values. */
async function aTemps<T>(promesse: Promise<T>): Promise<T | null> {
  let minuterie: NodeJS.Timeout | undefined;
  const delai = new Promise<null>((resoudre) => {
    minuterie = setTimeout(() => resoudre(null), DELAI_BASE_MS);
  });
  try {
    return await Promise.race([promesse.catch(() => null), delai]);
  } finally {
    clearTimeout(minuterie);
  }
}

/** How the service is, for monitors: no secret, nobody's name, no error text. Answers within two seconds, database or not. */
export async function lireSante(ouvrir: () => Promise<Db>, version: string, maintenant: Date): Promise<Sante> {
  const lue = await aTemps(interroger(ouvrir, maintenant));
  if (lue === null) {
    return { etat: "en-panne", base: { ok: false, latenceMs: null }, file: null, derniereNuit: null, version };
  }
  const vieille = lue.derniereNuit !== null && lue.derniereNuit.ageHeures > NUIT_VIEILLE_HEURES;
  const enRetard = lue.file !== null && lue.file.enRetard > 0;
  return { etat: vieille || enRetard ? "degrade" : "ok", ...lue, version };
}
