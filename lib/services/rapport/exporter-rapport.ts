import { and, asc, gt } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { type Anomalie, type Gravite, LIBELLES_ACTEURS } from "@/lib/dossier/anomalie";
import { valeursEffectives } from "@/lib/dossier/corrections";
import { LIBELLES_ETATS } from "@/lib/dossier/etat";
import type { Jour } from "@/lib/dossier/jour";
import type { Json } from "@/lib/dossier/json";
import { type Etape, LIBELLES_STATUTS, prochainChangement } from "@/lib/dossier/statut";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { journaliser } from "@/lib/services/journal/journaliser";
import { type ColonneXlsx, ecrireXlsx } from "@/lib/tableur/ecrire-xlsx";
import { conditions } from "./filtrer";
import { colonnesDeLigne } from "./lire-rapport";

const PAR_LECTURE = 500;

const COLONNES: readonly ColonneXlsx[] = [
  { entete: "N°", largeur: 6, genre: "nombre" },
  { entete: "Formation", largeur: 44, genre: "texte" },
  { entete: "Apprenant", largeur: 30, genre: "texte" },
  { entete: "Statut sur TBA", largeur: 18, genre: "texte" },
  { entete: "Employeur", largeur: 34, genre: "texte" },
  { entete: "Début", largeur: 12, genre: "date" },
  { entete: "Fin", largeur: 12, genre: "date" },
  { entete: "État du dossier", largeur: 20, genre: "texte" },
  { entete: "Ce qui bloque, et le remède", largeur: 70, genre: "texte" },
  { entete: "Valeurs que le TBA perdra", largeur: 50, genre: "texte" },
  { entete: "À vérifier", largeur: 50, genre: "texte" },
  { entete: "Qui peut agir", largeur: 28, genre: "texte" },
  { entete: "Réponse du TBA", largeur: 40, genre: "texte" },
  { entete: "Prochain statut sur TBA", largeur: 20, genre: "texte" },
  { entete: "À partir du", largeur: 12, genre: "date" },
  { entete: "Identifiant dans le logiciel", largeur: 20, genre: "texte" },
  { entete: "SIRET du formateur", largeur: 18, genre: "texte" },
  { entete: "SIRET de l'employeur", largeur: 18, genre: "texte" },
];

const phrases = (anomalies: readonly Anomalie[], gravite: Gravite) =>
  anomalies
    .filter((a) => a.gravite === gravite)
    .map((a) => a.phrase)
    .join("\n");

const texte = (valeur: Json | undefined) =>
  typeof valeur === "string" || typeof valeur === "number" ? String(valeur) : "";

/** The next status and its day, blank when the status is final. */
function changement(parcours: readonly Etape[] | null, jour: Jour): [statut: string, jour: Jour | null] {
  const etape = parcours === null ? null : prochainChangement(parcours, jour);
  return etape === null ? ["", null] : [LIBELLES_STATUTS[etape[1]], etape[0]];
}

async function* lignes(contexte: Contexte, etablissementId: string, jour: Jour) {
  let numero = 0;
  for (;;) {
    const lues = await contexte.db
      .select({ ...colonnesDeLigne(jour), source: dossiers.source, corrections: dossiers.corrections })
      .from(dossiers)
      .where(and(conditions(etablissementId, {}, jour), gt(dossiers.numero, numero)))
      .orderBy(asc(dossiers.numero))
      .limit(PAR_LECTURE);
    for (const l of lues) {
      numero = l.numero;
      const valeurs = valeursEffectives(l.source, l.corrections);
      yield [
        l.numero,
        l.formation,
        l.apprenant,
        l.statut === null ? "" : LIBELLES_STATUTS[l.statut],
        l.employeur,
        l.debut,
        l.fin,
        LIBELLES_ETATS[l.etat],
        phrases(l.anomalies, "bloquante"),
        phrases(l.anomalies, "avalee"),
        phrases(l.anomalies, "risque"),
        [...new Set(l.anomalies.map((a) => LIBELLES_ACTEURS[a.acteur]))].join(", "),
        l.etat === "refuse" ? l.messagesTba.join("\n") : "",
        ...changement(l.parcours, jour),
        texte(valeurs.id_erp_apprenant),
        texte(valeurs.etablissement_formateur_siret),
        texte(valeurs.siret_employeur),
      ] as const;
    }
    if (lues.length < PAR_LECTURE) return;
  }
}

/** «Télécharger le rapport complet»: all the apprentices, streamed. Answers the file's name and its bytes. */
export async function exporterRapport(
  contexte: Contexte,
  uai: string,
): Promise<{ nom: string; flux: ReadableStream<Uint8Array> }> {
  const etablissement = await autoriser(contexte, uai, "voir");
  const jour = jourDeParis(contexte.maintenant);
  await journaliser(contexte, etablissement.id, "export");
  const flux = ecrireXlsx({
    feuille: "Rapport de transmission",
    colonnes: COLONNES,
    lignes: lignes(contexte, etablissement.id, jour),
  });
  return { nom: `rapport-tba-${etablissement.uai}-${jour}.xlsx`, flux };
}
