import { and, asc, eq, getTableColumns, inArray, or, type SQL } from "drizzle-orm";
import type { Db } from "@/db/database";
import { jumeaux } from "@/db/schema/a-surveiller";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { effectiveValues } from "@/lib/domain/corrections";
import { personFingerprint } from "@/lib/domain/identity";
import { isUuid } from "@/lib/domain/is-uuid";
import { dossiersOfPerson } from "@/lib/domain/same-person";
import { ServiceError } from "@/lib/errors";
import { personHash } from "@/lib/services/preparation/prepared-columns";
import { ETAT_SQL } from "@/lib/services/rapport/columns-sql";

const pair = (a: string, b: string) => JSON.stringify(a < b ? [a, b] : [b, a]);

async function readDossiers(db: Db, etablissementId: string, where: SQL | undefined) {
  const found = await db
    .select({ ...getTableColumns(dossiers), etat: ETAT_SQL, submission: submissions })
    .from(dossiers)
    .leftJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(and(eq(dossiers.etablissementId, etablissementId), where))
    .orderBy(asc(dossiers.anneeScolaire), asc(dossiers.idErpApprenant));
  return found.map((row) => {
    const named = [row.source, effectiveValues(row.source, row.corrections)].map(personFingerprint);
    return { ...row, fingerprints: named.filter((each) => each !== null) };
  });
}

export type PersonDossierRow = Awaited<ReturnType<typeof readDossiers>>[number];
/** The person of a dossier: theirs, then those that only share an identifier with them. */
export type FoundPerson = { dossier: PersonDossierRow; own: PersonDossierRow[]; doubtful: PersonDossierRow[] };

/** The identifiers under which the person of a dossier may stand: the name as received, as corrected, as it is shown. */
async function identifiersOf(db: Db, etablissementId: string, dossier: PersonDossierRow): Promise<string[]> {
  const { idErpApprenant, apprenantSort, fingerprints } = dossier;
  const sameName = apprenantSort === "" ? undefined : eq(dossiers.apprenantSort, apprenantSort);
  const samePerson = inArray(dossiers.person, fingerprints.map(personHash));
  const found = await db
    .selectDistinct({ identifier: dossiers.idErpApprenant })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, etablissementId), or(samePerson, sameName)));
  return [idErpApprenant, ...found.map(({ identifier }) => identifier)];
}

/**
 * The person of a dossier, with all their dossiers in this établissement (lib/domain/same-person.ts).
 * Throws NOT_FOUND: an unknown dossier and one of another établissement look the same.
 */
export async function findPerson(db: Db, etablissementId: string, dossierId: string): Promise<FoundPerson> {
  const [dossier] = isUuid(dossierId) ? await readDossiers(db, etablissementId, eq(dossiers.id, dossierId)) : [];
  if (dossier === undefined) throw new ServiceError("NOT_FOUND", "Ce dossier n'existe pas.");
  const identifiers = await identifiersOf(db, etablissementId, dossier);
  const candidates = await readDossiers(db, etablissementId, inArray(dossiers.idErpApprenant, identifiers));
  const told = await db.select().from(jumeaux).where(eq(jumeaux.etablissementId, etablissementId));
  const twins = new Set(told.map(({ first, second }) => pair(first, second)));
  return { dossier, ...dossiersOfPerson(dossier, candidates, (a, b) => twins.has(pair(a, b))) };
}
