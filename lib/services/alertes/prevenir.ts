import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/base";
import { abonnements } from "@/db/schema/abonnements";
import { alertes } from "@/db/schema/alertes";
import { appartenances } from "@/db/schema/appartenances";
import { etablissements } from "@/db/schema/etablissements";
import { env } from "@/lib/env";
import { type CourrielAEcrire, ecrireCourriels } from "@/lib/services/courriels/ecrire-courriels";
import { abonneA, CHOIX_DE_LA_PERSONNE } from "./abonne-a";
import type { DetailsAlerte, GenreAlerte } from "./alertes.types";
import { raconterAlerte } from "./phrases-alerte";

type APrevenir = { genre: GenreAlerte; details: DetailsAlerte; uai: string; nom: string; utilisateurId: string };

function courrielAlerte({ genre, details, uai, nom, utilisateurId }: APrevenir): CourrielAEcrire {
  const site = env().NEXTAUTH_URL;
  const { titre, phrase, remede, chemin, lien } = raconterAlerte(genre, details, uai);
  const texte = [
    "Bonjour,",
    `${nom} (UAI ${uai}) : ${phrase}`,
    remede,
    `${lien} : ${site}${chemin}`,
    `Passerelle TBA ne vous le redira pas tant que cela dure. Un administrateur règle qui reçoit quoi : ${site}/${uai}/parametrage/api/mission-apprentissage`,
  ].join("\n\n");
  return { utilisateurId, sujet: `${titre} : ${nom}`, texte };
}

/** Writes the e-mails of alerts that just opened, one for each person who is mailed for that kind. In the caller's transaction. */
export async function prevenir(tx: Db, alerteIds: readonly string[], maintenant: Date): Promise<void> {
  if (alerteIds.length === 0) return;
  const aPrevenir = await tx
    .select({
      genre: alertes.genre,
      details: alertes.details,
      uai: etablissements.uai,
      nom: etablissements.nom,
      utilisateurId: appartenances.utilisateurId,
    })
    .from(alertes)
    .innerJoin(etablissements, eq(etablissements.id, alertes.etablissementId))
    .innerJoin(appartenances, eq(appartenances.etablissementId, alertes.etablissementId))
    .leftJoin(abonnements, CHOIX_DE_LA_PERSONNE)
    .where(and(inArray(alertes.id, [...alerteIds]), abonneA(alertes.genre)));
  await ecrireCourriels(tx, aPrevenir.map(courrielAlerte), maintenant);
}
