import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { readApart } from "@/db/read-apart";
import { dossiers } from "@/db/schema/dossiers";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";
import { idIn } from "@/lib/services/dossiers/corrections/corrected-dossiers";

/** A dossier of a cause: what it is grouped by, and the values of the cause's fields as they would be sent, or are kept here when they never are; null when absent. */
export type Member = {
  id: string;
  numero: number;
  idErpApprenant: string;
  apprenant: string;
  formation: string;
  employeur: string;
  site: string;
  values: Json[];
};

const SITE_CHAMPS = [
  "etablissement_lieu_de_formation_adresse",
  "etablissement_lieu_de_formation_code_postal",
  "etablissement_lieu_de_formation_siret",
] as const satisfies readonly ChampKey[];

/** A payload's fields, read at once: to be joined to the dossiers. Names are quoted: they go into SQL as they are. */
const payloadOf = (champs: readonly ChampKey[]): SQL =>
  sql`lateral json_to_record(${dossiers.payload}::json) as p(${sql.join(
    [...new Set(champs)].map((champ) => sql`${sql.identifier(champ)} json`),
    sql`, `,
  )})`;

/** What is never sent is in no payload: the correction, else what the software says. */
const memberValue = (champ: ChampKey): SQL =>
  champOf(champ).sent
    ? sql`p.${sql.identifier(champ)}`
    : sql`coalesce(${dossiers.corrections} -> ${champ}::text -> 'value', ${dossiers.source} -> ${champ}::text)`;

const valuesOf = (champs: readonly ChampKey[]): SQL<string> =>
  sql<string>`json_build_array(${sql.join(champs.map(memberValue), sql`, `)})::text`;

/** Each payload is read whole by the database: more than so many are asked of it in two questions, which two processors answer. */
export const MIN_PER_QUESTION = 500;

/** The dossiers of an établissement among these, in the order of their numbers. */
export async function listMembers(
  db: Db,
  etablissementId: string,
  ids: readonly string[],
  champs: readonly ChampKey[],
): Promise<Member[]> {
  const half = Math.max(MIN_PER_QUESTION, Math.ceil(ids.length / 2));
  const read = (some: readonly string[]) => readMembers(db, etablissementId, some, champs);
  const found = await Promise.all([read(ids.slice(0, half)), readApart(() => read(ids.slice(half)))]);
  return found.flat().sort((a, b) => a.numero - b.numero);
}

async function readMembers(
  db: Db,
  etablissementId: string,
  ids: readonly string[],
  champs: readonly ChampKey[],
): Promise<Member[]> {
  if (ids.length === 0) return [];
  const found = await db
    .select({
      id: dossiers.id,
      numero: sql<number>`coalesce(${dossiers.numero}, 0)`.mapWith(Number),
      idErpApprenant: dossiers.idErpApprenant,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      site: valuesOf(SITE_CHAMPS),
      values: valuesOf(champs),
    })
    .from(dossiers)
    .innerJoin(payloadOf([...SITE_CHAMPS, ...champs]), sql`true`)
    .where(and(eq(dossiers.etablissementId, etablissementId), idIn(ids)));
  return found.map((found) => ({
    ...found,
    site: (JSON.parse(found.site) as Json[]).filter((v) => typeof v === "string" || typeof v === "number").join(", "),
    values: JSON.parse(found.values) as Json[],
  }));
}
