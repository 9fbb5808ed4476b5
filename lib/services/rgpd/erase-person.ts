import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { erasures } from "@/db/schema/rgpd";
import { uuidArray } from "@/db/uuid-array";
import { effectiveValues } from "@/lib/domain/corrections";
import { foldText } from "@/lib/domain/fold-text";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { forgetDossiers, keepRunsOut } from "@/lib/services/dossiers/forget-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { reclassify } from "@/lib/services/imports/preview/reclassify";
import { newMarks } from "@/lib/services/preparation/erasure-marks";
import { findPerson } from "./find-person";
import { forgetHeld } from "./forget-held";
import { forgetListed } from "./forget-listed";
import { forgetNotified } from "./forget-notified";
import { forgetBefore, forgetStaged } from "./forget-staged";
import { confirmationOf } from "./load-person";
import type { ErasureDone } from "./rgpd.types";

async function pseudonymize(tx: Db, etablissementId: string, ids: readonly string[]): Promise<number> {
  const [found] = await parsedRows(
    tx,
    z.object({ changed: z.number() }),
    sql`select pseudonymize_audit(${etablissementId}::uuid, ${uuidArray(ids)}) as changed`,
  );
  return found?.changed ?? 0;
}

/**
 * Erases the person of a dossier from this établissement, for good: their dossiers and all that hangs on them; the journal's lines about
 * them lead nowhere any more; a keyed hash stays, so that the next file does not bring them back. What the TBA has is not ours to erase.
 * `typed`: the apprentice's name, as a confirmation. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT (field confirmation), CONFLICT while
 * a transmission is under way.
 */
export async function erasePerson(scope: Scope, dossierId: string, typed: string): Promise<ErasureDone> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, etablissementId);
    const found = await findPerson(tx, etablissementId, dossierId);
    if (foldText(typed) !== foldText(confirmationOf(found))) {
      throw new ServiceError("INVALID_INPUT", "Rien n'est effacé : le nom tapé n'est pas celui de cette personne.", {
        confirmation: "Tapez le nom exactement comme il est écrit au-dessus.",
      });
    }
    if (!(await keepRunsOut(tx, etablissementId))) {
      throw new ServiceError(
        "CONFLICT",
        "Une transmission est en cours : attendez qu'elle soit finie, puis réessayez.",
      );
    }
    const ids = found.own.map(({ id }) => id);
    const values = found.own.flatMap(({ source, corrections }) => [source, effectiveValues(source, corrections)]);
    const marks = newMarks(etablissementId, values);
    const by = actorId(scope.actor);
    await tx.insert(erasures).values({ etablissementId, at: scope.now, by, dossiers: ids.length, marks });
    const shown = await forgetStaged(tx, etablissementId, marks);
    await forgetBefore(tx, etablissementId, marks);
    await forgetHeld(tx, etablissementId, marks);
    await forgetListed(tx, etablissementId, marks);
    await forgetNotified(
      tx,
      etablissementId,
      found.own.map(({ idErpApprenant }) => idErpApprenant),
    );
    const auditLines = await pseudonymize(tx, etablissementId, ids);
    const dossiers = await forgetDossiers(tx, etablissementId, ids);
    for (const id of shown) await reclassify(tx, { id, etablissementId });
    await recordAudit({ ...scope, db: tx }, etablissementId, "rgpd-erasure", { dossiers, auditLines });
    return { dossiers, auditLines };
  });
}
