import { setImmediate as yieldToEvents } from "node:timers/promises";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { Corrections } from "@/lib/domain/corrections";
import { type Evaluation, evaluate } from "@/lib/domain/prepare";
import { type DossierContexts, getDossierContexts } from "@/lib/services/preparation/dossier-contexts";
import { type PreparedColumns, preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { recordCorrected } from "@/lib/services/preparation/record-dossiers";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { refuseSharedYear } from "./shared-year";

/** Few enough for the first write to start soon, many enough for the statements not to count. */
const PER_WRITE = 500;

/** So many are evaluated, some ten milliseconds, before others have their turn. */
const PER_TURN = 500;

/** What a correction needs to know of a dossier. */
export type CorrectableDossier = Pick<
  typeof dossiers.$inferSelect,
  | "id"
  | "etablissementId"
  | "idErpApprenant"
  | "anneeScolaire"
  | "source"
  | "corrections"
  | "doubts"
  | "confirmed"
  | "person"
  | "blocked"
  | "numero"
>;

export type CorrectedDossier = { dossier: CorrectableDossier; corrections: Corrections };

/** Imports and corrections of one établissement take turns, from here to the end of the transaction. */
export async function lockEtablissement(tx: Db, etablissementId: string): Promise<void> {
  await tx.execute(sql`select id from etablissements where id = ${etablissementId}::uuid for update`);
}

/** A condition on dossiers: to be among these. */
export const idIn = (ids: readonly string[]): SQL =>
  sql`${dossiers.id} in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`;

/** What a `CorrectableDossier` holds, to be read of `dossiers`. */
export const CORRECTABLE = {
  id: dossiers.id,
  etablissementId: dossiers.etablissementId,
  idErpApprenant: dossiers.idErpApprenant,
  anneeScolaire: dossiers.anneeScolaire,
  source: dossiers.source,
  corrections: dossiers.corrections,
  doubts: dossiers.doubts,
  confirmed: dossiers.confirmed,
  person: dossiers.person,
  blocked: dossiers.blocked,
  numero: dossiers.numero,
} as const;

/** The dossiers of an établissement among these identifiers; those of others are not found. */
export function getCorrectables(
  db: Db,
  etablissementId: string,
  ids: readonly string[],
): Promise<CorrectableDossier[]> {
  return db
    .select(CORRECTABLE)
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), idIn(ids)))
    .orderBy(asc(dossiers.id));
}

const prepareWithin =
  (ctx: DossierContexts) =>
  ({ dossier, corrections }: CorrectedDossier): { dossier: CorrectableDossier; columns: PreparedColumns } => ({
    dossier,
    columns: preparedColumns(dossier.source, corrections, ctx.of(dossier, corrections)),
  });

/** What surrounds dossiers that were read. */
export const contextsOf = (db: Db, corrected: readonly CorrectedDossier[]) =>
  getDossierContexts(
    db,
    corrected.map(({ dossier }) => dossier),
  );

/** What the pipeline says of dossiers as they would be with these corrections, within what surrounds them, one by one. Writes nothing. */
export async function evaluateCorrected(
  corrected: readonly CorrectedDossier[],
  ctx: DossierContexts,
): Promise<Evaluation[]> {
  const evaluations: Evaluation[] = [];
  for (const { dossier, corrections } of corrected) {
    if (evaluations.length % PER_TURN === PER_TURN - 1) await yieldToEvents();
    evaluations.push(evaluate(dossier.source, corrections, ctx.of(dossier, corrections)));
  }
  return evaluations;
}

/**
 * Writes the dossiers with their new corrections, and brings up to date those who share a person with them. Throws INVALID_INPUT (field
 * annee_scolaire) when the TBA would take two of them for one.
 */
export async function writeCorrected(
  tx: Db,
  etablissementId: string,
  corrected: readonly CorrectedDossier[],
): Promise<void> {
  await refuseSharedYear(tx, etablissementId, corrected);
  const prepare = prepareWithin(await contextsOf(tx, corrected));
  let reshuffled = false;
  let [before, writing] = [Promise.resolve(), Promise.resolve()];
  for (let start = 0; start < corrected.length; start += PER_WRITE) {
    // Prepared, and made the text that is sent, while the database writes the ones before.
    const prepared = corrected.slice(start, start + PER_WRITE).map(prepare);
    reshuffled ||= prepared.some(({ dossier, columns }) => dossier.person !== columns.person);
    // At most two wait for the database at once: it goes from one to the next without waiting for us.
    await before;
    before = writing;
    writing = recordCorrected(
      tx,
      etablissementId,
      prepared.map(({ dossier: { id, numero }, columns }) => ({ id, numero, ...columns })),
    );
    // An error waits for its turn, here or after the last one.
    writing.catch(() => {});
    await yieldToEvents();
  }
  await before;
  await writing;
  if (reshuffled) await reprepareOutdated(tx, etablissementId, "wait");
}
