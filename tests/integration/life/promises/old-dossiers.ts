import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { rows } from "@/db/database";
import { keptBeside, type LeftBehind, type TbaKey, tbaKeyOf } from "@/lib/domain/left-behind";
import { UNKNOWN } from "../school-software";
import type { Cfa } from "../world";
import { listAtTba, nameOf } from "./true-at-tba";

const named = ({ id, annee, uai, siret }: TbaKey) =>
  nameOf({
    id_erp_apprenant: id,
    etablissement_formateur_uai: uai,
    etablissement_formateur_siret: siret,
    annee_scolaire: annee,
  });

/** What is said to be kept by the TBA of a dossier is there; and of a dossier whose every answer came, nothing else is. */
export async function toldOfOldDossiers(cfa: Cfa): Promise<void> {
  const { db } = cfa.tools.database;
  const found = await rows<{ payload: string; sent: string | null; took: boolean; left: LeftBehind[] | null }>(
    db,
    sql`select d.payload, s.sent_payload as sent, s.sent_fingerprint is not null as took, s.left_behind as left
      from dossiers d join submissions s on s.dossier_id = d.id where d.etablissement_id = ${cfa.id}::uuid and d.apprenti`,
  );
  const atTba = await listAtTba(cfa);
  const told = new Set<string>();
  for (const { payload, sent, took, left } of found) {
    const has = tbaKeyOf(JSON.parse(sent ?? payload));
    if (took) told.add(named(has));
    for (const one of keptBeside(left ?? [], has)) {
      if (one.siret !== UNKNOWN) expect([...atTba.keys()], `ancien dossier que le TBA n'a pas`).toContain(named(one));
      told.add(named(one));
    }
  }
  const [{ lost } = { lost: 0 }] = await rows<{ lost: number }>(
    db,
    sql`select count(*)::int as lost from calls c join transmissions t on t.id = c.transmission_id
      where t.etablissement_id = ${cfa.id}::uuid and c.kind is distinct from 'answer'`,
  );
  if (lost > 0 || cfa.forgot || cfa.keys.length > 1) return;
  const known = new Set(found.map(({ payload }) => tbaKeyOf(JSON.parse(payload)).id));
  const untold = [...atTba].flatMap(([name, { id_erp_apprenant: id }]) =>
    known.has(String(id)) && !told.has(name) ? [name] : [],
  );
  expect(untold, "ancien dossier du TBA que rien ne dit").toEqual([]);
}
