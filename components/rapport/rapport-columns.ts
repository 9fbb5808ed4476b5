import type { Column } from "@/components/data-table/column.types";
import { ETAT_LABELS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { type Rapport, type RapportColumn, SOON_PREFIX } from "@/lib/services/rapport/rapport.types";

const TEXT = { kind: "texte" } as const;
const DATE = { kind: "date" } as const;

/** The eight columns of the seed's page, in its order; the widths that move are in rapport-table.css. */
export function rapportColumns(choice: Rapport["choice"]): (Column & { key: RapportColumn })[] {
  return [
    {
      key: "numero",
      title: "N°",
      search: { kind: "texte", hint: "N°" },
      align: "droite",
      width: "2.75rem",
    },
    {
      key: "formation",
      title: "Formation",
      search:
        choice.formation === null
          ? TEXT
          : {
              kind: "liste",
              all: "Toutes",
              options: choice.formation.map((formation) => ({ value: formation, label: formation })),
            },
      width: "var(--formation)",
    },
    {
      key: "apprenant",
      title: "Apprenant",
      search: TEXT,
      width: "var(--apprenant)",
    },
    {
      key: "statut",
      title: "Statut sur TBA",
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
      width: "8.25rem",
    },
    {
      key: "employeur",
      title: "Employeur",
      search: TEXT,
      width: "var(--employeur)",
    },
    {
      key: "debut",
      title: "Début",
      search: DATE,
      width: "5.75rem",
    },
    { key: "fin", title: "Fin", search: DATE, width: "5.75rem" },
    {
      key: "etat",
      title: "État du dossier",
      search: {
        kind: "liste",
        all: "Tous",
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
