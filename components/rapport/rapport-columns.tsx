import Link from "next/link";
import type { Column } from "@/components/data-table/column.types";
import { type Day, frenchDay } from "@/lib/domain/day";
import { ETAT_LABELS, NOT_SEEN, NOT_SHOWN, SEEN } from "@/lib/domain/etat";
import { STATUT_LABELS } from "@/lib/domain/statut";
import { type Rapport, type RapportColumn, type RapportRow, SOON_PREFIX } from "@/lib/services/rapport/rapport.types";
import { DossierStatut } from "./dossier-statut";
import { EtatBadge } from "./etat-badge";

const TEXT = { kind: "texte" } as const;
const DATE = { kind: "date" } as const;

const dayOrNothing = (day: Day | null) => (day === null ? null : frenchDay(day));

/** The eight columns of the seed's page, in its order. `dossierLink`: the page of a dossier, with the filters of the report. */
export function rapportColumns(
  choice: Rapport["choice"],
  today: Day,
  dossierLink: (id: string) => string,
): (Column<RapportRow> & { key: RapportColumn })[] {
  return [
    {
      key: "numero",
      title: "N°",
      search: { kind: "texte", hint: "N°" },
      align: "droite",
      width: "3.5rem",
      render: (row) => row.numero,
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
      width: "clamp(10.5rem, 17.5vw, 20rem)",
      render: (row) => row.formation,
    },
    {
      key: "apprenant",
      title: "Apprenant",
      search: TEXT,
      render: (row) => (
        <Link
          href={dossierLink(row.id)}
          prefetch={false}
          className="font-medium text-lien underline-offset-4 hover:underline"
        >
          {row.apprenant === "" ? "Sans nom" : row.apprenant}
        </Link>
      ),
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
      width: "8.9rem",
      render: (row) => <DossierStatut row={row} today={today} />,
    },
    {
      key: "employeur",
      title: "Employeur",
      search: TEXT,
      render: (row) => row.employeur,
    },
    {
      key: "debut",
      title: "Début",
      search: DATE,
      width: "6.25rem",
      render: (row) => dayOrNothing(row.debut),
    },
    { key: "fin", title: "Fin", search: DATE, width: "6.25rem", render: (row) => dayOrNothing(row.fin) },
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
      width: "13.25rem",
      render: (row) => <EtatBadge row={row} />,
    },
  ];
}
