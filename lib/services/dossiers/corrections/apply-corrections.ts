import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { changeSets } from "@/db/schema/corrections";
import type { ChangeSetKind } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import type { Json } from "@/lib/domain/json";
import { toStorableJson } from "@/lib/domain/storable-json";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId, type ServiceContext } from "@/lib/services/context";
import { getCorrectables, lockEtablissement, writeCorrected } from "./corrected-dossiers";
import { type Change, type ChangedRow, newCorrections } from "./new-corrections";

function toStorableValue(value: Json | undefined): Json | undefined {
  return value === undefined ? undefined : toStorableJson({ value }).value;
}

async function writeRows(
  tx: Db,
  etablissementId: string,
  changeSetId: string,
  rows: readonly ChangedRow[],
): Promise<void> {
  const asSqlRows = rows.map(({ dossierId, champ, before, after }) => ({
    dossier_id: dossierId,
    champ,
    before,
    after,
  }));
  await tx.execute(sql`insert into correction_changes (change_set_id, dossier_id, etablissement_id, champ, before, after)
    select ${changeSetId}::uuid, r.dossier_id, ${etablissementId}::uuid, r.champ, r.before, r.after
    from jsonb_to_recordset(${JSON.stringify(asSqlRows)}::jsonb)
      as r(dossier_id uuid, champ text, before jsonb, after jsonb)`);
}

/**
 * The ONE function that writes corrections: changes the dossiers, runs the pipeline, keeps the change set and its changes so that it can be
 * undone, and writes it down in the audit log, all in the transaction `tx` that it is given. The caller has authorised and has checked the
 * values. `title` is French and names nobody. Answers the change set and how many dossiers changed.
 * Throws NOT_FOUND when a dossier is not of this établissement, INVALID_INPUT when nothing would change or two dossiers would have
 * one year (refuseSharedYear); nothing is written then.
 */
export async function applyCorrections(
  tx: Db,
  ctx: ServiceContext,
  etablissementId: string,
  act: { kind: ChangeSetKind; title: string },
  changes: readonly Change[],
): Promise<{ changeSetId: string; dossiers: number }> {
  await lockEtablissement(tx, etablissementId);
  const ids = [...new Set(changes.map(({ dossierId }) => dossierId))];
  const found = ids.every((id) => isUuid(id)) ? await getCorrectables(tx, etablissementId, ids) : [];
  if (found.length < ids.length) throw new ServiceError("NOT_FOUND", "Ce dossier n'existe pas.");
  const clean = changes.map((c) => ({ ...c, value: toStorableValue(c.value) }));
  const { corrected, rows } = newCorrections(found, clean);
  if (rows.length === 0) {
    throw new ServiceError("INVALID_INPUT", "Il n'y a rien à enregistrer : aucune valeur n'a changé.");
  }
  await writeCorrected(tx, etablissementId, corrected);
  const [changeSet] = await tx
    .insert(changeSets)
    .values({
      etablissementId,
      at: ctx.now,
      by: actorId(ctx.actor),
      ...act,
      dossiers: corrected.length,
    })
    .returning({ id: changeSets.id });
  if (changeSet === undefined) throw new Error("Le lot de corrections n'a pas été enregistré.");
  await writeRows(tx, etablissementId, changeSet.id, rows);
  const details = { changeSet: changeSet.id, kind: act.kind, dossiers: corrected.length, values: rows.length };
  await recordAudit({ ...ctx, db: tx }, etablissementId, "correction", details);
  return { changeSetId: changeSet.id, dossiers: corrected.length };
}
