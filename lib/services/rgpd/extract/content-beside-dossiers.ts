import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/database";
import { heldPushes } from "@/db/schema/pushes";
import { rapprochementAnswers, tbaLists } from "@/db/schema/rapprochements";
import { personFingerprint } from "@/lib/domain/identity";
import { LIST_LABELS } from "@/lib/domain/rapprochement/combine-lists";
import { lineSource } from "@/lib/domain/rapprochement/line-source";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { PersonDossierRow } from "@/lib/services/rgpd/find-person";
import type { ExtractPart, ExtractValue } from "./extract-value.types";

type Named = { etablissementId: string; own: readonly PersonDossierRow[] };

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
  const ids = own.map(({ id }) => id);
  const found = await db
    .select({ same: rapprochementAnswers.same, at: rapprochementAnswers.at })
    .from(rapprochementAnswers)
    .where(inArray(rapprochementAnswers.dossierId, ids))
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

/** What is held on a person outside their dossiers, and is not of the journal. */
export async function contentBesideDossiers(db: Db, named: Named): Promise<ExtractPart> {
  return {
    "lignes des listes du TBA": await listed(db, named),
    "réponses sur les listes du TBA": await answers(db, named),
    "envois d'un logiciel qui attendent une réponse": await held(db, named),
  };
}
