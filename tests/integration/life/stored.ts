import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows, rows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { Corrections } from "@/lib/domain/corrections";
import type { Doubt } from "@/lib/domain/doubts";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { JsonObject } from "@/lib/domain/json";

/** A dossier as it is stored, with all that was computed of it. */
export type Stored = {
  id: string;
  numero: number | null;
  idErp: string;
  annee: string;
  source: JsonObject;
  corrections: Corrections;
  doubts: Doubt[];
  confirmed: string[];
  apprenti: boolean;
  blocked: boolean;
  payload: string;
  fingerprint: string;
  anomalies: Anomalie[];
  person: string | null;
};
export type Snapshot = ReadonlyMap<string, Stored>;

/** The dossiers of an établissement, by id. */
export async function snapshotOf(db: Db, etablissementId: string): Promise<Snapshot> {
  const found = await rows<Stored>(
    db,
    sql`select id, numero, id_erp_apprenant as "idErp", annee_scolaire as annee, source, corrections, doubts, confirmed, apprenti, blocked,
        payload, fingerprint, anomalies, parcours, formation, apprenant, employeur, debut::text, fin::text, exclusion::text, person
      from dossiers where etablissement_id = ${etablissementId}::uuid order by id`,
  );
  return new Map(found.map((dossier) => [dossier.id, dossier]));
}

/** What differs between two moments, in words: nothing when they are the same. */
export function differences(now: Snapshot, expected: Snapshot): string[] {
  const found: string[] = [];
  for (const id of new Set([...now.keys(), ...expected.keys()])) {
    const [one, other] = [now.get(id), expected.get(id)];
    if (one === undefined || other === undefined) {
      found.push(`${(one ?? other)?.idErp} ${one === undefined ? "manque" : "est en trop"}`);
      continue;
    }
    for (const champ of Object.keys(one) as (keyof Stored)[]) {
      const [is, was] = [JSON.stringify(one[champ]), JSON.stringify(other[champ])];
      if (is !== was) found.push(`${one.idErp}.${champ} : ${is} au lieu de ${was}`);
    }
  }
  return found;
}

export const apprentis = (snapshot: Snapshot) => [...snapshot.values()].filter(({ apprenti }) => apprenti);
export const validOf = (snapshot: Snapshot) => apprentis(snapshot).filter(({ blocked }) => !blocked).length;

/** How many dossiers are somebody else's now. */
export const renamedBetween = (before: Snapshot, after: Snapshot) =>
  [...after.values()].filter(({ id, person }) => (before.get(id)?.person ?? person) !== person).length;

/** The corrections that stand, each as one text. */
export const correctionsOf = (snapshot: Snapshot) =>
  new Set(
    [...snapshot.values()].flatMap(({ id, corrections }) =>
      Object.entries(corrections).map((correction) => JSON.stringify([id, ...correction])),
    ),
  );

const EtatSchema = z.object({ id: z.string(), blocked: z.boolean(), sent: z.boolean(), refused: z.boolean() });

/** The state of each apprentice, from what was sent and answered, and nothing else. */
export async function etatsOf(db: Db, etablissementId: string): Promise<Map<string, EtatDossierValue>> {
  const found = await parsedRows(
    db,
    EtatSchema,
    sql`select d.id, d.blocked, s.sent_fingerprint is not distinct from d.fingerprint as sent,
        s.refused_fingerprint is not distinct from d.fingerprint as refused
      from dossiers d join submissions s on s.dossier_id = d.id
      where d.etablissement_id = ${etablissementId}::uuid and d.apprenti order by d.id`,
  );
  return new Map(
    found.map(({ id, blocked, sent, refused }) => {
      const etats: [boolean, EtatDossierValue][] = [
        [blocked, "invalide"],
        [!blocked && refused, "refuse"],
        [!blocked && !refused && sent, "transmis"],
        [!blocked && !refused && !sent, "a-transmettre"],
      ];
      const [etat, ...others] = etats.filter(([holds]) => holds).map(([, etat]) => etat);
      if (etat === undefined || others.length > 0) throw new Error("Un dossier est dans un état, et dans un seul.");
      return [id, etat];
    }),
  );
}

let tables: string[] | null = null;

/** The tables of what belongs to an établissement, but those that hold ready what a page shows. */
async function ownTables(db: Db): Promise<string[]> {
  tables ??= (
    await rows<{ name: string }>(
      db,
      sql`select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'etablissement_id' and t.table_type = 'BASE TABLE'
          and c.table_name not like 'rapport\\_%' order by 1`,
    )
  ).map(({ name }) => name);
  return tables;
}

type Digest = ReadonlyMap<string, string>;

/** All that these établissements hold, table by table, as one fingerprint each: the same as long as nothing of theirs was touched. */
export async function digestOf(db: Db, ids: readonly string[]): Promise<Digest> {
  const parts = (await ownTables(db)).map(
    (table) => sql`select ${table} as name, md5(coalesce(string_agg(x::text, ';' order by x::text), '')) as digest
      from ${sql.identifier(table)} x where x.etablissement_id = any(${uuidArray(ids)})`,
  );
  const found = await rows<{ name: string; digest: string }>(db, sql.join(parts, sql` union all `));
  return new Map(found.map(({ name, digest }) => [name, digest]));
}

/** The tables that something was written in between two moments. */
export const touched = (before: Digest, after: Digest): string[] =>
  [...before].flatMap(([name, digest]) => (after.get(name) === digest ? [] : [name]));
