import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { effectiveValues } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import { parseInput } from "@/lib/domain/parse-input";
import { isTyped } from "@/lib/domain/typed-source";
import { ServiceError } from "@/lib/errors";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import type { CorrectableDossier } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import type { Change } from "@/lib/services/dossiers/corrections/new-corrections";
import { dryRun, getDossierVersion, lastAuthor } from "@/lib/services/dossiers/dossier-version";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { Conflict } from "./dossiers.types";

/** A field that the person changed: what the page showed, and what they typed instead. */
export type DossierInput = { champ: ChampKey; before: string; typed: string };

/** `bloquantes`: what still stops the dossier. */
/** `byHand`: no software sent this dossier, which is to be corrected nowhere else. */
export type CorrectionDone =
  | { kind: "enregistre"; bloquantes: number; byHand: boolean }
  | { kind: "conflit"; conflicts: Conflict[] };

const TO_FIX = "Rien n'est enregistré : corrigez les champs signalés.";

/** The fields that both changed, each in their own way. */
async function conflictsOf(tx: Db, dossier: CorrectableDossier, inputs: readonly DossierInput[]): Promise<Conflict[]> {
  const values = effectiveValues(dossier.source, dossier.corrections);
  const conflicts: Conflict[] = [];
  for (const { champ, before, typed } of inputs) {
    const theirs = formatInput(values[champ]);
    if (theirs === before || theirs === typed) continue;
    conflicts.push({ champ, theirs, mine: typed, author: await lastAuthor(tx, dossier.id, champ) });
  }
  return conflicts;
}

/** Reads what was typed. Going back to the software's value is always possible, whatever it is worth. */
function changesOf(dossier: CorrectableDossier, inputs: readonly DossierInput[]): Change[] {
  const errors: Record<string, string> = {};
  const changes = inputs.flatMap(({ champ, typed }): Change[] => {
    if (typed === formatInput(dossier.source[champ])) return [{ dossierId: dossier.id, champ, value: undefined }];
    const found = parseInput(champ, typed);
    if ("value" in found) return [{ dossierId: dossier.id, champ, value: found.value }];
    errors[champ] = found.error;
    return [];
  });
  if (Object.keys(errors).length > 0) throw new ServiceError("INVALID_INPUT", TO_FIX, errors);
  return changes;
}

/** «SIRET du formateur», «Nom, Prénom et 3 autres champs». */
function titleOf(champs: readonly ChampKey[]): string {
  const labels = champs.slice(0, 2).map((champ) => champOf(champ).label);
  const others = champs.length - labels.length;
  return `${labels.join(", ")}${others === 0 ? "" : ` et ${others} autre${others > 1 ? "s" : ""} champ${others > 1 ? "s" : ""}`}`;
}

/**
 * Corrects fields of one dossier, in one transaction. `version` is the one that the page showed: when somebody changed the same fields
 * meanwhile nothing is written and the conflicts are answered; changes to other fields live side by side.
 * Throws FORBIDDEN, NOT_FOUND, and INVALID_INPUT with a sentence by field.
 */
export async function correctDossier(
  scope: Scope,
  id: string,
  { version, inputs }: { version: string; inputs: readonly DossierInput[] },
): Promise<CorrectionDone> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  return scope.db.transaction(async (tx) => {
    const { dossier, version: current } = await getDossierVersion(tx, etablissementId, id);
    if (version !== current) {
      const conflicts = await conflictsOf(tx, dossier, inputs);
      if (conflicts.length > 0) return { kind: "conflit", conflicts };
    }
    const changes = changesOf(dossier, inputs);
    // What was typed may not itself stop the dossier; what stopped it before may still do.
    const { faults } = await dryRun(tx, dossier, changes);
    if (Object.keys(faults).length > 0) throw new ServiceError("INVALID_INPUT", TO_FIX, faults);
    const changeSet = { kind: "dossier", title: titleOf(inputs.map((s) => s.champ)) } as const;
    await applyCorrections(tx, scope, etablissementId, changeSet, changes);
    // As it is written: what surrounds it may stop it too, which the dry run does not know.
    const [written] = await tx.select({ anomalies: dossiers.anomalies }).from(dossiers).where(eq(dossiers.id, id));
    const bloquantes = written?.anomalies.filter(({ severity }) => severity === "bloquante") ?? [];
    return { kind: "enregistre", bloquantes: bloquantes.length, byHand: isTyped(dossier.source) };
  });
}

/**
 * «Rétablir la valeur du logiciel»: takes the correction of a field away. Answers whose value comes back, as a sentence says it. Throws CONFLICT when the
 * dossier is no longer the one that the page showed, INVALID_INPUT when the field is not corrected.
 */
export async function restoreChamp(
  scope: Scope,
  id: string,
  { version, champ }: { version: string; champ: ChampKey },
): Promise<string> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  return scope.db.transaction(async (tx) => {
    const { dossier, version: current } = await getDossierVersion(tx, etablissementId, id);
    if (version !== current) {
      throw new ServiceError("CONFLICT", "Le dossier a changé entre-temps : relisez-le, puis recommencez.");
    }
    const whose = isTyped(dossier.source) ? "valeur d'abord saisie" : "valeur du logiciel";
    const changeSet = { kind: "dossier", title: `${titleOf([champ])} : ${whose} rétablie` } as const;
    await applyCorrections(tx, scope, etablissementId, changeSet, [{ dossierId: dossier.id, champ, value: undefined }]);
    return whose;
  });
}
