import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { jumeaux } from "@/db/schema/a-surveiller";
import { auditLog } from "@/db/schema/audit";
import { auditLabel } from "@/lib/services/audit/audit-sentences";
import type { AuthorizedEtablissement } from "@/lib/services/etablissements/scope";
import type { FoundPerson } from "@/lib/services/rgpd/find-person";
import { namesOneOf } from "@/lib/services/rgpd/forget-notified";
import { contentBesideDossiers } from "./content-beside-dossiers";
import { dossierContent } from "./dossier-content";
import type { ExtractPart, ExtractValue } from "./extract-value.types";

async function auditLines(db: Db, etablissementId: string, ids: readonly string[]): Promise<ExtractValue> {
  const dossier = sql<string>`${auditLog.details} ->> 'dossier'`;
  const found = await db
    .select({ at: auditLog.at, action: auditLog.action, dossier })
    .from(auditLog)
    .where(and(eq(auditLog.etablissementId, etablissementId), inArray(dossier, [...ids])))
    .orderBy(desc(auditLog.at));
  return found.map(({ at, action, dossier }) => ({
    quand: at.toISOString(),
    acte: auditLabel(action),
    "identifiant du dossier": dossier,
  }));
}

async function twins(db: Db, etablissementId: string, identifiers: readonly string[]): Promise<ExtractValue> {
  const theirs = or(inArray(jumeaux.first, [...identifiers]), inArray(jumeaux.second, [...identifiers]));
  const found = await db
    .select()
    .from(jumeaux)
    .where(and(eq(jumeaux.etablissementId, etablissementId), theirs));
  // The other identifier is somebody else's: only the person's own is told.
  return found.map(({ first, second, at }) => ({
    "identifiant dans le logiciel": identifiers.includes(first) ? first : second,
    réponse: "n'est pas la même personne que quelqu'un du même nom et de la même naissance",
    quand: at.toISOString(),
  }));
}

async function notifications(db: Db, etablissementId: string, identifiers: readonly string[]): Promise<ExtractValue> {
  const found = await parsedRows(
    db,
    z.object({ at: z.coerce.date() }),
    sql`select w.created_at as at from webhook_deliveries w where w.etablissement_id = ${etablissementId}::uuid
      and ${namesOneOf(identifiers)} order by w.created_at desc`,
  );
  return found.map(({ at }) => ({ quand: at.toISOString(), "ce qui fut dit": "un dossier est devenu invalide" }));
}

/** All that this établissement holds on a person: what the JSON and the page of the extract say. */
export async function personContent(
  db: Db,
  { id, name, uai }: AuthorizedEtablissement,
  { own }: FoundPerson,
  now: Date,
): Promise<ExtractPart> {
  const dossiers: ExtractPart[] = [];
  for (const row of own) dossiers.push(await dossierContent(db, row));
  const identifiers = own.map(({ idErpApprenant }) => idErpApprenant);
  return {
    établissement: { nom: name, uai },
    "extrait le": now.toISOString(),
    dossiers,
    ...(await contentBesideDossiers(db, { etablissementId: id, own })),
    "réponses sur les doublons": await twins(db, id, identifiers),
    "notifications aux logiciels": await notifications(db, id, identifiers),
    "lignes du journal": await auditLines(
      db,
      id,
      own.map((row) => row.id),
    ),
  };
}
