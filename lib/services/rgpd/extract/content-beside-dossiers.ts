import { and, desc, eq, inArray, or } from "drizzle-orm";
import type { Db } from "@/db/database";
import { keptIdentities } from "@/db/schema/a-surveiller";
import { heldPushes, pushSightings } from "@/db/schema/pushes";
import { rapprochementAnswers, rapprochementEntries, rapprochements, tbaLists } from "@/db/schema/rapprochements";
import { personFingerprint } from "@/lib/domain/identity";
import { CATEGORY_WORDS } from "@/lib/domain/rapprochement/categories";
import { LIST_LABELS } from "@/lib/domain/rapprochement/combine-lists";
import { lineSource } from "@/lib/domain/rapprochement/line-source";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { PersonDossierRow } from "@/lib/services/rgpd/find-person";
import { stagedContent } from "./content-of-imports";
import type { ExtractPart, ExtractValue } from "./extract-value.types";

type Named = { etablissementId: string; own: readonly PersonDossierRow[] };

const idsOf = (own: readonly PersonDossierRow[]) => own.map(({ id }) => id);
const namesOf = (own: readonly PersonDossierRow[]) => new Set(own.flatMap(({ fingerprints }) => fingerprints));

/** The lines of the TBA's lists that name the person as one of their dossiers does. */
async function listed(db: Db, { etablissementId, own }: Named): Promise<ExtractValue> {
  const names = namesOf(own);
  const lists = await db.select().from(tbaLists).where(eq(tbaLists.etablissementId, etablissementId));
  return lists.flatMap(({ type, day, lines }) =>
    lines
      .filter((line) => names.has(personFingerprint(lineSource(line)) ?? ""))
      .map(
        ({ uai, siret, lastName, firstName, birth, statut, cfd, rncp, formation }): ExtractPart => ({
          liste: `${LIST_LABELS[type]} du ${day}`,
          contenu: {
            nom: lastName,
            prénom: firstName,
            naissance: birth,
            statut: statut === null ? null : STATUT_LABELS[statut],
            UAI: uai,
            SIRET: siret,
            CFD: cfd,
            RNCP: rncp,
            formation,
          },
        }),
      ),
  );
}

async function answers(db: Db, { own }: Named): Promise<ExtractValue> {
  const found = await db
    .select({ same: rapprochementAnswers.same, at: rapprochementAnswers.at })
    .from(rapprochementAnswers)
    .where(inArray(rapprochementAnswers.dossierId, idsOf(own)))
    .orderBy(desc(rapprochementAnswers.at));
  return found.map(({ same, at }) => ({
    quand: at.toISOString(),
    réponse: same ? "une ligne de la liste du TBA est la sienne" : "une ligne de la liste du TBA n'est pas la sienne",
  }));
}

/** What a software sent under somebody's identifier and nobody answered yet, when it names the person. */
async function held(db: Db, { etablissementId, own }: Named): Promise<ExtractValue> {
  const names = namesOf(own);
  const found = await db.select().from(heldPushes).where(eq(heldPushes.etablissementId, etablissementId));
  return found
    .filter(({ source }) => names.has(personFingerprint(source) ?? ""))
    .map(({ at, source }) => ({ quand: at.toISOString(), contenu: JSON.parse(JSON.stringify(source)) as ExtractPart }));
}

/** What the last comparison with the lists of the TBA says of their dossiers. Not the line: one to confirm may be somebody else's. */
async function compared(db: Db, { own }: Named): Promise<ExtractValue> {
  const entries = rapprochementEntries;
  const found = await db
    .select({ at: rapprochements.at, category: entries.category, reason: entries.reason, action: entries.action })
    .from(entries)
    .innerJoin(rapprochements, eq(rapprochements.id, entries.rapprochementId))
    .where(inArray(entries.dossierId, idsOf(own)))
    .orderBy(entries.rank);
  return found.map(({ at, category, reason, action }) => ({
    quand: at.toISOString(),
    catégorie: CATEGORY_WORDS[category].title,
    raison: reason,
    "à faire": action,
  }));
}

/** When a software last sent each of their dossiers. */
async function sightings(db: Db, { own }: Named): Promise<ExtractValue> {
  const found = await db
    .select()
    .from(pushSightings)
    .where(inArray(pushSightings.dossierId, idsOf(own)));
  return found.map(({ dossierId, at }) => ({ "identifiant du dossier": dossierId, quand: at.toISOString() }));
}

/** Of two identifiers that were theirs, which one the établissement kept. */
async function keptOf(db: Db, { etablissementId, own }: Named): Promise<ExtractValue> {
  const identifiers = own.map(({ idErpApprenant }) => idErpApprenant);
  const theirs = or(inArray(keptIdentities.kept, identifiers), inArray(keptIdentities.dropped, identifiers));
  const found = await db
    .select()
    .from(keptIdentities)
    .where(and(eq(keptIdentities.etablissementId, etablissementId), theirs));
  return found.map(({ kept, dropped, at }) => ({
    "identifiant gardé": kept,
    "identifiant écarté": dropped,
    quand: at.toISOString(),
  }));
}

/** What is held on a person outside their dossiers, and is not of the journal. */
export async function contentBesideDossiers(db: Db, named: Named): Promise<ExtractPart> {
  return {
    "lignes de fichiers qui attendent d'être appliqués": await stagedContent(db, named.etablissementId, named.own),
    "lignes des listes du TBA": await listed(db, named),
    "dernier rapprochement avec les listes du TBA": await compared(db, named),
    "réponses sur les listes du TBA": await answers(db, named),
    "envois d'un logiciel qui attendent une réponse": await held(db, named),
    "derniers envois d'un logiciel": await sightings(db, named),
    "identifiants réunis": await keptOf(db, named),
  };
}
