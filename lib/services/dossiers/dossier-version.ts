import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { changeSets, correctionChanges } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { users } from "@/db/schema/users";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { ChampKey } from "@/lib/domain/champs";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import {
  type CorrectableDossier,
  contextsOf,
  evaluateCorrected,
  getCorrectables,
  lockEtablissement,
} from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Change, newCorrections } from "@/lib/services/dossiers/corrections/new-corrections";
import { holderOf } from "@/lib/services/preparation/holders";

/**
 * What a dossier received and what people said of it, hashed: two readings that say the same saw the same dossier. What is made of it may
 * change meanwhile (a couple that the TBA no longer knows, a twin): nobody who types has to hear of it.
 */
export const VERSION: SQL<string> = sql<string>`encode(sha256(convert_to(jsonb_build_array(
  ${dossiers.source}, ${dossiers.corrections}, ${dossiers.doubts}, ${dossiers.confirmed})::text, 'UTF8')), 'hex')`;

/** A dossier of the établissement, held until the end of the transaction, with its version. Throws NOT_FOUND. */
export async function getDossierVersion(
  tx: Db,
  etablissementId: string,
  id: string,
): Promise<{ dossier: CorrectableDossier; version: string }> {
  await lockEtablissement(tx, etablissementId);
  const [dossier] = isUuid(id) ? await getCorrectables(tx, etablissementId, [id]) : [];
  const [found] = dossier
    ? await tx.select({ version: VERSION }).from(dossiers).where(eq(dossiers.id, dossier.id))
    : [];
  if (dossier === undefined || found === undefined) throw new ServiceError("NOT_FOUND", "Ce dossier n'existe pas.");
  return { dossier, version: found.version };
}

/** Who last gave a field its value, as a sentence says it: a person's name, or «le logiciel» for an import that came after. */
export async function lastAuthor(db: Db, dossierId: string, champ: ChampKey): Promise<string> {
  const [correction] = await db
    .select({ at: changeSets.at, name: users.name, after: correctionChanges.after })
    .from(correctionChanges)
    .innerJoin(changeSets, eq(changeSets.id, correctionChanges.changeSetId))
    .leftJoin(users, eq(users.id, changeSets.by))
    .where(and(eq(correctionChanges.dossierId, dossierId), eq(correctionChanges.champ, champ)))
    .orderBy(desc(changeSets.at))
    .limit(1);
  const [dossier] = await db
    .select({
      id: dossiers.id,
      etablissementId: dossiers.etablissementId,
      importId: dossiers.importId,
      corrections: dossiers.corrections,
    })
    .from(dossiers)
    .where(eq(dossiers.id, dossierId));
  const holder = dossier === undefined ? null : await holderOf(db, dossier);
  const [received] =
    holder === null ? [] : await db.select({ at: imports.at }).from(imports).where(eq(imports.id, holder));
  // A software's call ends corrections too, without being the import that holds the dossier.
  const ended = correction !== undefined && correction.after !== null && dossier?.corrections[champ] === undefined;
  if (correction === undefined || ended || (received !== undefined && received.at > correction.at))
    return "le logiciel";
  return correction.name ?? "une personne partie depuis";
}

export type DryRun = {
  /** All that would stop the dossier. */
  bloquantes: Anomalie[];
  /** Of these, a sentence for each field that was given a value and has its part in it. */
  faults: Partial<Record<ChampKey, string>>;
};

/** Runs the pipeline on a dossier as changes would make it. Writes nothing. */
export async function dryRun(db: Db, dossier: CorrectableDossier, changes: readonly Change[]): Promise<DryRun> {
  const { corrected } = newCorrections([dossier], changes);
  const [evaluated] = await evaluateCorrected(corrected, await contextsOf(db, corrected));
  const bloquantes = evaluated?.anomalies.filter((a) => a.severity === "bloquante") ?? [];
  const given = new Set(changes.filter((c) => c.value !== undefined).map((c) => c.champ));
  const faults: DryRun["faults"] = {};
  for (const { champs, sentence } of bloquantes) {
    const faulty = champs.find((champ) => given.has(champ));
    if (faulty !== undefined) faults[faulty] ??= sentence;
  }
  return { bloquantes, faults };
}
