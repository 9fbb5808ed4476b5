import type { Column, Search } from "@/components/data-table/column.types";
import { ETAT_LABELS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { STATUT_LABELS } from "@/lib/domain/statut";
import {
  type Rapport,
  type RapportColumn,
  type RapportSearch,
  SOON_PREFIX,
} from "@/lib/services/rapport/rapport.types";

const TEXT = { kind: "texte" } as const;
const DATE = { kind: "date" } as const;

/** What the report is searched by that has no column. */
export function rapportBesides({ annee }: Rapport["choice"]): (Search & { key: RapportSearch })[] {
  const options = annee.map((value) => ({ value, label: value }));
  return [{ key: "annee", title: "Année scolaire", search: { kind: "liste", all: "Toutes", options } }];
}

/** The eight columns of the seed's page, in its order; the widths that move are in rapport-table.css. */
export function rapportColumns(choice: Rapport["choice"]): (Column & { key: RapportColumn })[] {
  return [
    {
      key: "numero",
      title: "N°",
      help: "Le numéro du dossier dans cet établissement : il ne change pas d'un fichier à l'autre.",
      search: { kind: "texte", hint: "N°" },
      align: "droite",
      width: "4.25rem",
    },
    {
      key: "formation",
      title: "Formation",
      help: "Le groupe ou, à défaut, le nom court de la formation, tels que le logiciel les donne.",
      search:
        choice.formation === null
          ? TEXT
          : {
              kind: "choix",
              all: "Toutes",
              several: "formations",
              options: choice.formation.map((formation) => ({ value: formation, label: formation })),
            },
      width: "var(--formation)",
    },
    {
      key: "apprenant",
      title: "Apprenant",
      help: "Le nom, puis le prénom. Le lien ouvre le dossier : tous ses champs, et ce qu'il faut corriger.",
      search: TEXT,
      width: "var(--apprenant)",
    },
    {
      key: "statut",
      title: "Statut sur TBA",
      help: "Ce que le TBA affiche aujourd'hui de cet apprenant d'après ses dates (Inscrit, En contrat, Rupture, Abandon, Fin de formation), depuis quel jour, et ce qui changera de soi-même sous 30 jours.",
      search: {
        kind: "liste",
        all: "Tous",
        options: [
          ...choice.statut.map((statut) => ({ value: statut, label: STATUT_LABELS[statut] })),
          ...choice.soon.map((statut) => ({
            value: SOON_PREFIX + statut,
            label: `${STATUT_LABELS[statut]} d'ici 30 jours`,
          })),
        ],
      },
      width: "8.5rem",
    },
    {
      key: "employeur",
      title: "Employeur",
      help: "L'entreprise du contrat d'apprentissage : son nom, ou son SIRET quand le logiciel ne donne pas de nom.",
      search: TEXT,
      width: "var(--employeur)",
    },
    {
      key: "debut",
      title: "Début",
      help: "Le premier jour du contrat d'apprentissage, du dernier s'il y en a plusieurs.",
      search: DATE,
      width: "5.625rem",
    },
    {
      key: "fin",
      title: "Fin",
      help: "Le dernier jour prévu du même contrat, ou le jour de sa rupture.",
      search: DATE,
      width: "5.625rem",
    },
    {
      key: "etat",
      title: "État du dossier",
      help: "Où en est l'envoi : « Invalide pour TBA » ne part pas tant qu'il n'est pas corrigé, « À transmettre » part à la prochaine transmission, « Transmis sur TBA » a été pris tel quel, « Refusé par le TBA » a été renvoyé par lui.",
      search: {
        kind: "choix",
        all: "Tous",
        several: "états",
        options: [
          ...choice.etat.map((etat) => ({ value: etat, label: ETAT_LABELS[etat] })),
          { value: NOT_SHOWN, label: "Transmis, ne s'affichera pas" },
          { value: SEEN, label: "Vu sur le TBA" },
          { value: NOT_SEEN, label: "Transmis, pas vu sur le TBA" },
        ],
      },
      width: "11.25rem",
    },
  ];
}
