import Link from "next/link";
import type { Colonne } from "@/components/data-table/colonne.types";
import { LIBELLES_ETATS } from "@/lib/dossier/etat";
import { type Jour, jourFrancais } from "@/lib/dossier/jour";
import { LIBELLES_STATUTS } from "@/lib/dossier/statut";
import {
  type ColonneRapport,
  type LigneRapport,
  PREFIXE_BIENTOT,
  type Rapport,
} from "@/lib/services/rapport/rapport.types";
import { EtatDossier } from "./etat-dossier";
import { StatutDossier } from "./statut-dossier";

const TEXTE = { genre: "texte" } as const;
const DATE = { genre: "date" } as const;

const jourOuRien = (jour: Jour | null) => (jour === null ? null : jourFrancais(jour));

/** The eight columns of the seed's page, in its order. `lienDossier`: the page of a dossier, with the filters of the report. */
export function colonnesRapport(
  choix: Rapport["choix"],
  aujourdhui: Jour,
  lienDossier: (id: string) => string,
): (Colonne<LigneRapport> & { cle: ColonneRapport })[] {
  return [
    {
      cle: "numero",
      titre: "N°",
      recherche: { genre: "texte", indication: "N°" },
      aligner: "droite",
      largeur: "3.5rem",
      rendu: (ligne) => ligne.numero,
    },
    {
      cle: "formation",
      titre: "Formation",
      recherche:
        choix.formation === null
          ? TEXTE
          : {
              genre: "liste",
              tout: "Toutes",
              options: choix.formation.map((formation) => ({ valeur: formation, libelle: formation })),
            },
      largeur: "clamp(10.5rem, 17.5vw, 20rem)",
      rendu: (ligne) => ligne.formation,
    },
    {
      cle: "apprenant",
      titre: "Apprenant",
      recherche: TEXTE,
      rendu: (ligne) => (
        <Link
          href={lienDossier(ligne.id)}
          prefetch={false}
          className="font-medium text-lien underline-offset-4 hover:underline"
        >
          {ligne.apprenant === "" ? "Sans nom" : ligne.apprenant}
        </Link>
      ),
    },
    {
      cle: "statut",
      titre: "Statut sur TBA",
      recherche: {
        genre: "liste",
        tout: "Tous",
        options: [
          ...choix.statut.map((statut) => ({ valeur: statut, libelle: LIBELLES_STATUTS[statut] })),
          ...choix.bientot.map((statut) => ({
            valeur: PREFIXE_BIENTOT + statut,
            libelle: `${LIBELLES_STATUTS[statut]} d'ici 30 jours`,
          })),
        ],
      },
      largeur: "8.9rem",
      rendu: (ligne) => <StatutDossier ligne={ligne} aujourdhui={aujourdhui} />,
    },
    {
      cle: "employeur",
      titre: "Employeur",
      recherche: TEXTE,
      rendu: (ligne) => ligne.employeur,
    },
    {
      cle: "debut",
      titre: "Début",
      recherche: DATE,
      largeur: "6.25rem",
      rendu: (ligne) => jourOuRien(ligne.debut),
    },
    { cle: "fin", titre: "Fin", recherche: DATE, largeur: "6.25rem", rendu: (ligne) => jourOuRien(ligne.fin) },
    {
      cle: "etat",
      titre: "État du dossier",
      recherche: {
        genre: "liste",
        tout: "Tous",
        options: choix.etat.map((etat) => ({ valeur: etat, libelle: LIBELLES_ETATS[etat] })),
      },
      largeur: "13.25rem",
      rendu: (ligne) => <EtatDossier ligne={ligne} />,
    },
  ];
}
