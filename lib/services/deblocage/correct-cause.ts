import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { parisDay } from "@/lib/domain/paris-day";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { type AuthorizedEtablissement, requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkCouplesSafely } from "@/lib/services/preparation/couples/check-couples";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import type { TbaClient } from "@/lib/tba/client";
import { tbaClient } from "@/lib/tba-process/tba-client";
import type { Preview } from "./deblocage.types";
import { type CauseRequest, isCorrectable, type OpenedCause, openCause } from "./open-cause";
import { type CauseForm, changesOf, complete } from "./parse-inputs";
import { preview } from "./preview";
import { suggestionsFor } from "./suggest";

async function open(db: Db, ctx: ServiceContext, id: string, request: CauseRequest): Promise<OpenedCause> {
  const opened = await openCause(db, id, request, parisDay(ctx.now));
  if (opened === null) {
    throw new ServiceError(
      "CONFLICT",
      "Cette cause n'existe plus : quelqu'un, ou le logiciel, l'a réparée entre-temps.",
    );
  }
  if (!isCorrectable(opened)) {
    throw new ServiceError("INVALID_INPUT", "L'identifiant dans le logiciel ne se corrige pas ici.");
  }
  return opened;
}

async function fillInInputs(
  db: Db,
  etablissement: AuthorizedEtablissement,
  opened: OpenedCause,
  { inputs, takeAll }: Pick<CauseForm, "inputs" | "takeAll">,
) {
  if (!takeAll) return inputs;
  return complete(opened, inputs, await suggestionsFor(db, etablissement, opened.champ));
}

/**
 * «Voir l'effet»: what the values of the form would do to the dossiers of a cause. Writes nothing. Answers the inputs too, filled where
 * suggestions were taken. Throws INVALID_INPUT with the errors by input, CONFLICT when the cause is gone.
 */
export async function previewCorrection(
  scope: Scope,
  request: CauseRequest,
  form: Pick<CauseForm, "inputs" | "takeAll">,
): Promise<{ inputs: Readonly<Record<string, string>>; preview: Preview }> {
  const { db } = scope;
  const etablissement = requirePermission(scope, "manage");
  await freshSummary(db, etablissement.id, parisDay(scope.now));
  const opened = await open(db, scope, etablissement.id, request);
  const inputs = await fillInInputs(db, etablissement, opened, form);
  return { inputs, preview: await preview(db, etablissement.id, changesOf(opened, inputs)) };
}

const makesCouple = (champ: ChampKey) => /^etablissement_(formateur|responsable)_/.test(champ);

/**
 * «Appliquer»: the same, for good, in one transaction; the TBA is then asked about couples UAI/SIRET that are new.
 * Throws as `previewCorrection` does, or BUSY, and writes nothing then.
 */
export async function correctCause(
  scope: Scope,
  request: CauseRequest,
  inputs: Readonly<Record<string, string>>,
  tba: Pick<TbaClient, "findOrganisme"> = tbaClient(),
): Promise<{ changeSetId: string; dossiers: number }> {
  const { id } = requirePermission(scope, "manage");
  const { champ, done } = await doHeavyWork(scope, "correction", () => apply(scope, id, request, inputs));
  if (makesCouple(champ)) await checkCouplesSafely(scope, id, tba);
  return done;
}

async function apply(scope: Scope, id: string, request: CauseRequest, inputs: Readonly<Record<string, string>>) {
  // Before the transaction: it would hold the report's lines, and who reads them, as long as it lasts.
  await freshSummary(scope.db, id, parisDay(scope.now));
  return scope.db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, id);
    const opened = await open(tx, scope, id, request);
    const title = champOf(opened.champ).label;
    const changes = changesOf(opened, inputs);
    return {
      champ: opened.champ,
      done: await applyCorrections(tx, scope, id, { kind: "mass", title }, changes),
    };
  });
}
