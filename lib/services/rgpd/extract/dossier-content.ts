import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { departs } from "@/db/schema/a-surveiller";
import { changeSets, correctionChanges, correctionOutcomes } from "@/db/schema/corrections";
import { importChanges, importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { results } from "@/db/schema/transmissions";
import { CALL_KINDS } from "@/lib/domain/enumerations";
import { ETAT_LABELS } from "@/lib/domain/etat";
import type { JsonObject } from "@/lib/domain/json";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { isTyped, valuesOf } from "@/lib/domain/typed-source";
import { otherTbaDossiers } from "@/lib/services/dossiers/other-tba-dossiers";
import { submissionsOf } from "@/lib/services/dossiers/tba-marks";
import { holderOf } from "@/lib/services/preparation/holders";
import type { PersonDossierRow } from "@/lib/services/rgpd/find-person";
import type { ExtractPart, ExtractValue } from "./extract-value.types";

const iso = (instant: Date | null | undefined): ExtractValue => instant?.toISOString() ?? null;
const withoutBlanks = (source: JsonObject): ExtractPart => JSON.parse(JSON.stringify(valuesOf(source))) as ExtractPart;
const parsed = (json: string | null): ExtractValue => (json === null ? null : (JSON.parse(json) as ExtractPart));

async function corrections(db: Db, dossierId: string): Promise<ExtractValue> {
  const found = await db
    .select({ change: correctionChanges, at: changeSets.at, title: changeSets.title, undoneAt: changeSets.undoneAt })
    .from(correctionChanges)
    .innerJoin(changeSets, eq(changeSets.id, correctionChanges.changeSetId))
    .where(eq(correctionChanges.dossierId, dossierId))
    .orderBy(desc(changeSets.at));
  return found.map(({ change: { champ, before, after }, at, title, undoneAt }) => ({
    quand: iso(at),
    geste: title,
    champ,
    avant: before?.value ?? before?.source ?? after?.source ?? null,
    après: after?.value ?? after?.source ?? before?.source ?? null,
    "annulée le": iso(undoneAt),
  }));
}

async function endedCorrections(db: Db, dossierId: string): Promise<ExtractValue> {
  const found = await db
    .select({ end: correctionOutcomes, at: imports.at })
    .from(correctionOutcomes)
    .innerJoin(imports, eq(imports.id, correctionOutcomes.importId))
    .where(eq(correctionOutcomes.dossierId, dossierId))
    .orderBy(desc(imports.at));
  return found.map(({ end: { champ, outcome, correction, received }, at }) => ({
    quand: iso(at),
    champ,
    "valeur corrigée": correction.value,
    "valeur reçue du logiciel": received,
    issue:
      outcome === "settled" ? "le logiciel dit désormais la même chose" : "le logiciel dit autre chose, il l'emporte",
  }));
}

const CallSchema = z.object({
  at: z.coerce.date(),
  httpStatus: z.number().nullable(),
  kind: z.enum(CALL_KINDS).nullable(),
});

/** Each time that it left for the TBA, the last first. */
async function calls(db: Db, { id, etablissementId }: PersonDossierRow): Promise<ExtractValue> {
  const found = await parsedRows(
    db,
    CallSchema,
    sql`select c.requested_at as at, c.http_status as "httpStatus", c.kind from transmissions t
      join calls c on c.transmission_id = t.id and c.dossier_ids @> array[${id}::uuid]
      where t.etablissement_id = ${etablissementId}::uuid order by c.requested_at desc`,
  );
  return found.map(({ at, httpStatus, kind }) => ({
    quand: iso(at),
    "statut HTTP": httpStatus,
    "le TBA a répondu": kind === "answer" ? "oui" : "non",
  }));
}

async function resultsOf(db: Db, dossierId: string): Promise<ExtractValue> {
  const found = await db
    .select({ outcome: results.outcome, messages: results.messages })
    .from(results)
    .where(eq(results.dossierId, dossierId));
  return found.map(({ outcome, messages }) => ({
    issue: outcome === "refused" ? "refusé par le TBA" : "non envoyé",
    raisons: messages,
  }));
}

async function depart(db: Db, dossierId: string): Promise<ExtractValue> {
  const [found] = await db.select().from(departs).where(eq(departs.dossierId, dossierId));
  return found === undefined ? null : { raison: found.reason, date: found.date, "déclaré le": iso(found.at) };
}

/** What files that wait to be applied say of the dossier, and what undoing the last import would give back to it. */
async function pendingImports(db: Db, dossierId: string): Promise<Record<string, ExtractValue>> {
  const staged = await db
    .select({ file: imports.file, at: imports.at, source: importRows.source })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(eq(importRows.dossierId, dossierId));
  const kept = await db
    .select({ file: imports.file, at: imports.at, before: importChanges.before })
    .from(importChanges)
    .innerJoin(imports, eq(imports.id, importChanges.importId))
    .where(and(eq(importChanges.dossierId, dossierId), isNotNull(importChanges.before)));
  return {
    "dans un fichier qui attend d'être appliqué": staged.map(({ file, at, source }) => ({
      fichier: file,
      quand: iso(at),
      contenu: withoutBlanks(source),
    })),
    "avant le dernier import": kept.map(({ file, at, before }) => ({
      fichier: file,
      quand: iso(at),
      contenu: before === null ? null : withoutBlanks(before.source),
    })),
  };
}

async function lastImport(db: Db, importId: string | null): Promise<ExtractValue> {
  if (importId === null) return null;
  const [found] = await db.select({ file: imports.file, at: imports.at }).from(imports).where(eq(imports.id, importId));
  return found === undefined ? null : { fichier: found.file, quand: iso(found.at) };
}

/** All that is held on a dossier, but who in the établissement did what: they are not the apprentice's data. */
export async function dossierContent(db: Db, row: PersonDossierRow): Promise<ExtractPart> {
  const { submission } = row;
  const { sent, refused } = submissionsOf(submission, row);
  const { left } = await otherTbaDossiers(db, row, submission);
  return {
    numéro: row.numero,
    "année scolaire": row.anneeScolaire,
    "identifiant dans le logiciel": row.idErpApprenant,
    "identifiant du dossier": row.id,
    apprenti: row.apprenti,
    "état du dossier": ETAT_LABELS[row.etat],
    "créé le": iso(row.createdAt),
    "modifié le": iso(row.modifiedAt),
    "dernier import qui le portait": await lastImport(db, await holderOf(db, row)),
    [isTyped(row.source) ? "saisi à la main" : "reçu du logiciel"]: withoutBlanks(row.source),
    "corrections en cours": Object.entries(row.corrections).map(([champ, correction]) => ({
      champ,
      valeur: correction.value,
      remplace: correction.source,
    })),
    "valeurs à confirmer": row.doubts.map(({ champ, sentence }) => ({ champ, phrase: sentence })),
    ...(await pendingImports(db, row.id)),
    "corrections faites": await corrections(db, row.id),
    "corrections terminées par un import": await endedCorrections(db, row.id),
    "ce qui est prêt à partir au TBA": parsed(row.payload),
    anomalies: row.anomalies.map(({ code, sentence, champs }) => ({ code, phrase: sentence, champs: [...champs] })),
    "statuts prévus sur le TBA":
      row.parcours?.map(([day, statut]) => ({ "à partir du": day, statut: STATUT_LABELS[statut] })) ?? null,
    "dernière réponse du TBA qui ait changé quelque chose": iso(submission?.receivedAt),
    "contenu accepté par le TBA": sent === null ? null : { depuis: sent.at, contenu: parsed(sent.json) },
    "dernier envoi refusé par le TBA":
      refused === null ? null : { messages: refused.messages, contenu: parsed(refused.json) },
    "exclusion que le TBA a prise et qu'il garde": submission?.keptExclusion ?? null,
    "autres dossiers que le TBA a pris et garde":
      left.length === 0
        ? null
        : left.map(({ id, annee, uai, siret, until }) => ({
            "identifiant dans le logiciel": id,
            "année scolaire": annee,
            "UAI du formateur": uai,
            "SIRET du formateur": siret,
            "jusqu'au": until,
          })),
    "vu sur le TBA le": iso(submission?.seenAt),
    "appels au TBA": await calls(db, row),
    "envois sans succès": await resultsOf(db, row.id),
    départ: await depart(db, row.id),
    "empreinte de la personne (nom, prénom, naissance)": row.person,
  };
}
