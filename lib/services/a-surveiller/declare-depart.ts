import { and, eq } from "drizzle-orm";
import { departs } from "@/db/schema/a-surveiller";
import { dossiers, submissions } from "@/db/schema/dossiers";
import type { ChampKey } from "@/lib/domain/champs";
import { effectiveValues, sameValue } from "@/lib/domain/corrections";
import { type Day, dayToNumber, parseTbaDate } from "@/lib/domain/day";
import { DEPART_REASONS, type DepartReason } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import type { JsonObject } from "@/lib/domain/json";
import { takenBack } from "@/lib/domain/kept-exclusion";
import { parseInput } from "@/lib/domain/parse-input";
import { type ParsedContrat, read } from "@/lib/domain/reading";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { dryRun, getDossierVersion } from "@/lib/services/dossiers/dossier-version";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** The contract that ends last, as the TBA finds it (api-v3.md, rule 5): the day before its rupture, its end, or the training's. */
function contratTerminal(contrats: readonly ParsedContrat[], finFormation: number | null): ParsedContrat | null {
  const lastDay = (c: ParsedContrat) =>
    c.rupture !== null ? c.rupture - 1 : (c.fin ?? finFormation ?? Number.POSITIVE_INFINITY);
  let terminal: ParsedContrat | null = null;
  for (const contrat of contrats) {
    if (terminal === null || lastDay(contrat) >= lastDay(terminal)) terminal = contrat;
  }
  return terminal;
}

function refuse(message: string): never {
  throw new ServiceError("INVALID_INPUT", "Rien n'est enregistré : corrigez les champs signalés.", { date: message });
}

/**
 * The fields that carry a departure to the TBA, and their values: the rupture of the contract that ends last, the exclusion, or the end of
 * the contract (of the training when there is none). Nothing for a mistake. Throws INVALID_INPUT.
 */
export function departChanges(
  values: JsonObject,
  { reason, date, cause }: { reason: DepartReason; date: Day | null; cause: string },
): { champ: ChampKey; value: string }[] {
  if (reason === "erreur") return [];
  if (date === null) return refuse("Saisissez la date, sous la forme jj/mm/aaaa.");
  const withCause = (champ: ChampKey) => (cause === "" ? [] : [{ champ, value: cause }]);
  if (reason === "exclusion") {
    return [{ champ: "date_exclusion_formation", value: date }, ...withCause("cause_exclusion_formation")];
  }
  const { contrats, fin } = read(values);
  const contrat = contratTerminal(contrats, fin);
  if (contrat === null) {
    if (reason === "fin") return [{ champ: "date_fin_formation", value: date }];
    return refuse("Ce dossier n'a pas de contrat à rompre : choisissez l'exclusion ou la fin.");
  }
  if (dayToNumber(date) < contrat.debut) return refuse("Cette date précède le début du contrat : vérifiez-la.");
  return reason === "fin"
    ? [{ champ: contrat.keys.fin, value: date }]
    : [{ champ: contrat.keys.rupture, value: date }, ...withCause(contrat.keys.cause)];
}

const REFUSALS = "Rien n'est enregistré : corrigez les champs signalés.";

const TITLES: Readonly<Record<Exclude<DepartReason, "erreur">, string>> = {
  rupture: "Départ : rupture du contrat",
  exclusion: "Départ : exclusion ou abandon",
  fin: "Départ : fin du contrat ou de la formation",
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
 * next transmission. «erreur» changes nothing: the dossier goes on as it is. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT (fields reason
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
      .values({ dossierId, etablissementId, ...depart })
      .onConflictDoUpdate({ target: departs.dossierId, set: depart });
    await recordAudit({ ...scope, db: tx }, etablissementId, "depart", { dossier: dossierId, reason });
  });
}

/**
 * Takes a declaration back, and the date with it when nobody changed it since. Answers the exclusion that the TBA took meanwhile and that
 * it keeps, null when there is none. Throws NOT_FOUND.
 */
export async function undoDepart(scope: Scope, dossierId: string): Promise<Day | null> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const [depart] = isUuid(dossierId)
    ? await scope.db
        .select({ changeSetId: departs.changeSetId, kept: submissions.keptExclusion })
        .from(departs)
        .innerJoin(dossiers, eq(dossiers.id, departs.dossierId))
        .leftJoin(submissions, eq(submissions.dossierId, departs.dossierId))
        .where(and(eq(departs.dossierId, dossierId), eq(dossiers.etablissementId, etablissementId)))
    : [];
  if (depart === undefined) throw new ServiceError("NOT_FOUND", "Ce départ n'existe pas, ou il est déjà annulé.");
  if (depart.changeSetId !== null) {
    await undoChangeSet(scope, depart.changeSetId).catch((error: unknown) => {
      // Nothing of it is left to undo: only the declaration goes.
      if (!(error instanceof ServiceError && error.code === "CONFLICT")) throw error;
    });
  }
  return scope.db.transaction(async (tx) => {
    await tx.delete(departs).where(eq(departs.dossierId, dossierId));
    await recordAudit({ ...scope, db: tx }, etablissementId, "depart-undone", { dossier: dossierId });
    const [after] = await tx.select({ own: dossiers.exclusion }).from(dossiers).where(eq(dossiers.id, dossierId));
    return takenBack({ own: after?.own ?? null, kept: depart.kept });
  });
}
