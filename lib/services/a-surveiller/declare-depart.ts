import { and, eq } from "drizzle-orm";
import { departs } from "@/db/schema/a-surveiller";
import { dossiers } from "@/db/schema/dossiers";
import { effectiveValues, sameValue } from "@/lib/domain/corrections";
import { type Day, parseTbaDate } from "@/lib/domain/day";
import { DEPART_REASONS, type DepartReason } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { parseInput } from "@/lib/domain/parse-input";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { dryRun } from "@/lib/services/dossiers/dry-run";
import { getDossierVersion } from "@/lib/services/dossiers/get-dossier-version";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { departChanges } from "./depart-changes";

const REFUSALS = "Rien n'est enregistré : corrigez les champs signalés.";

const TITLES: Readonly<Record<Exclude<DepartReason, "erreur">, string>> = {
  rupture: "Départ : rupture du contrat",
  exclusion: "Départ : exclusion ou abandon",
  fin: "Départ : fin du contrat ou de la formation",
};

function parseReason(text: string): DepartReason {
  const reason = DEPART_REASONS.find((r) => r === text);
  if (reason === undefined) {
    throw new ServiceError("INVALID_INPUT", REFUSALS, {
      reason: "Dites pourquoi ce dossier n'est plus dans le fichier.",
    });
  }
  return reason;
}

function parseTypedDay(text: string): Day | null {
  const found = parseInput("contrat_date_rupture", text);
  if ("error" in found)
    throw new ServiceError("INVALID_INPUT", REFUSALS, { date: "Écrivez une date sous la forme jj/mm/aaaa." });
  return typeof found.value === "string" && parseTbaDate(found.value).etat === "lue" ? found.value : null;
}

/** What the form says, as it was typed. */
export type DepartInput = { reason: string; date: string; cause: string };

/**
 * Staff say why the software no longer holds a dossier: the date goes into it as a correction, and a last dossier leaves with it at the
 * next transmission. «erreur» changes nothing: the dossier goes on as it is. Throws INTERDIT, INTROUVABLE, INVALID_INPUT (fields raison
 * and date).
 */
export async function declareDepart(scope: Scope, dossierId: string, input: DepartInput): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const reason = parseReason(input.reason);
  const date = reason === "erreur" ? null : parseTypedDay(input.date);
  await scope.db.transaction(async (tx) => {
    const { dossier } = await getDossierVersion(tx, etablissementId, dossierId);
    const values = effectiveValues(dossier.source, dossier.corrections);
    const changes = departChanges(values, { reason, date, cause: input.cause.trim().slice(0, 200) })
      .filter(({ champ, value }) => !sameValue(values[champ], value))
      .map((change) => ({ ...change, dossierId }));
    const [fault] = Object.values((await dryRun(tx, dossier, changes)).faults);
    if (fault !== undefined) throw new ServiceError("INVALID_INPUT", REFUSALS, { date: fault });
    const batch =
      reason === "erreur" || changes.length === 0
        ? null
        : await applyCorrections(tx, scope, etablissementId, { kind: "depart", title: TITLES[reason] }, changes);
    const depart = { reason, date, at: scope.now, by: actorId(scope.actor), changeSetId: batch?.changeSetId ?? null };
    await tx
      .insert(departs)
      .values({ dossierId, ...depart })
      .onConflictDoUpdate({ target: departs.dossierId, set: depart });
    await recordAudit({ ...scope, db: tx }, etablissementId, "depart", { dossier: dossierId, reason });
  });
}

/** Takes a declaration back, and the date with it when nobody changed it since. Throws INTROUVABLE. */
export async function undoDepart(scope: Scope, dossierId: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const [depart] = isUuid(dossierId)
    ? await scope.db
        .select({ changeSetId: departs.changeSetId })
        .from(departs)
        .innerJoin(dossiers, eq(dossiers.id, departs.dossierId))
        .where(and(eq(departs.dossierId, dossierId), eq(dossiers.etablissementId, etablissementId)))
    : [];
  if (depart === undefined) throw new ServiceError("NOT_FOUND", "Ce départ n'existe pas, ou il est déjà annulé.");
  if (depart.changeSetId !== null) {
    await undoChangeSet(scope, depart.changeSetId).catch((error: unknown) => {
      // Nothing of it is left to undo: only the declaration goes.
      if (!(error instanceof ServiceError && error.code === "CONFLICT")) throw error;
    });
  }
  await scope.db.transaction(async (tx) => {
    await tx.delete(departs).where(eq(departs.dossierId, dossierId));
    await recordAudit({ ...scope, db: tx }, etablissementId, "depart-undone", { dossier: dossierId });
  });
}
