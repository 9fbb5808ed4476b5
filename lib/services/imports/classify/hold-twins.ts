import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { JudgedRow } from "./judge-row";

const WaitingSchema = z.object({ rank: z.number() });

/**
 * What rows would do, once it is known who stands already under another identifier: the dossier of somebody whom the TBA has under that
 * one waits, and one that staff did not keep leaves no more (`DossierContexts`, which knows of stored dossiers alone). Their rows alone
 * do not say it, and a preview would promise valid dossiers that are not.
 */
export async function holdTwins(db: Db, etablissementId: string, judged: readonly JudgedRow[]): Promise<JudgedRow[]> {
  const leaving = judged.flatMap(({ rank, dossierId, idErpApprenant: identifier, apprenti, blocked, toRecord }) => {
    const person = toRecord?.person ?? null;
    return person === null || !apprenti || blocked ? [] : [{ rank, dossier: dossierId, identifier, person }];
  });
  if (leaving.length === 0) return [...judged];
  const own = sql`${etablissementId}::uuid`;
  const found = await parsedRows(
    db,
    WaitingSchema,
    sql`select e.rank from jsonb_to_recordset(${JSON.stringify(leaving)}::jsonb)
        as e(rank int, dossier uuid, identifier text, person text)
      where exists (
        select 1 from dossiers d where d.etablissement_id = ${own} and d.person = e.person
          and d.id_erp_apprenant <> e.identifier and d.id is distinct from e.dossier
          and not exists (select 1 from jumeaux j where j.etablissement_id = ${own}
            and (j.first, j.second) in ((e.identifier, d.id_erp_apprenant), (d.id_erp_apprenant, e.identifier)))
          and (
            exists (select 1 from kept_identities k where k.etablissement_id = ${own}
              and k.kept = d.id_erp_apprenant and k.dropped = e.identifier)
            or exists (select 1 from submissions s where s.dossier_id = d.id and s.sent_fingerprint is not null)
              and not exists (select 1 from kept_identities k where k.etablissement_id = ${own}
                and k.kept = e.identifier and k.dropped = d.id_erp_apprenant)
              and not exists (select 1 from dossiers o join submissions s on s.dossier_id = o.id
                where o.etablissement_id = ${own} and (o.id = e.dossier or o.person = e.person and o.id_erp_apprenant = e.identifier)
                  and s.sent_fingerprint is not null)
          )
      )`,
  );
  const held = new Set(found.map(({ rank }) => rank));
  return judged.map((row) => (held.has(row.rank) ? { ...row, blocked: true, gained: row.gained - 1 } : row));
}
