import { ICONES_STATUTS } from "@/components/rapport/icones-statuts";
import { cn } from "@/components/ui/cn";
import { ajouterJours, type Jour, jourEnNombre, jourFrancais } from "@/lib/dossier/jour";
import { type Etape, LIBELLES_STATUTS, type StatutTba } from "@/lib/dossier/statut";

type FriseParcoursProps = { parcours: readonly Etape[]; fin: Jour | null; aujourdhui: Jour };

const COULEURS: Readonly<Record<StatutTba, string>> = {
  APPRENTI: "border-succes-trait bg-succes-doux",
  INSCRIT: "border-bleu-trait bg-bleu-doux",
  RUPTURANT: "border-attention-trait bg-attention-doux",
  ABANDON: "border-danger-trait bg-danger-doux",
  FIN_DE_FORMATION: "border-trait bg-surface-douce",
};

type Pas = { debut: Jour; dernier: Jour | null; statut: StatutTba; jours: number };

/** Each status with its last day: the day before the next one; the last status goes on. */
function pas(parcours: readonly Etape[], fin: Jour | null): Pas[] {
  return parcours.map(([debut, statut], rang) => {
    const suivant = parcours[rang + 1]?.[0];
    const jusque = suivant ?? (fin === null || fin < debut ? debut : fin);
    return {
      debut,
      dernier: suivant === undefined ? null : ajouterJours(suivant, -1),
      statut,
      jours: Math.max(1, jourEnNombre(jusque) - jourEnNombre(debut)),
    };
  });
}

/**
 * The statuses that the TBA will show, one after the other, as long as they last on a wide screen; words, dates and icons say all
 * without the colours.
 */
export function FriseParcours({ parcours, fin, aujourdhui }: FriseParcoursProps) {
  const etapes = pas(parcours, fin);
  const courante = etapes.findLastIndex((e) => e.debut <= aujourdhui);
  return (
    <ol className="flex flex-col gap-1.5 lg:flex-row print:flex-row" aria-label="Statuts prévus sur le TBA">
      {etapes.map(({ debut, dernier, statut, jours }, rang) => {
        const Icone = ICONES_STATUTS[statut];
        const ici = rang === courante;
        return (
          <li
            key={`${debut} ${statut}`}
            aria-current={ici ? "step" : undefined}
            style={{ flexGrow: jours }}
            className={cn(
              "min-w-0 rounded-md border px-3 py-2 text-dense lg:min-w-36 lg:basis-0",
              COULEURS[statut],
              ici && "border-2 border-lien",
            )}
          >
            <p className="flex items-center gap-1.5 font-semibold">
              <Icone aria-hidden="true" className="size-4 shrink-0" />
              {LIBELLES_STATUTS[statut]}
            </p>
            <p className="tabular-nums">
              {dernier === null
                ? `à partir du ${jourFrancais(debut)}`
                : `du ${jourFrancais(debut)} au ${jourFrancais(dernier)}`}
            </p>
            {ici ? <p className="font-medium">Aujourd'hui</p> : null}
          </li>
        );
      })}
    </ol>
  );
}
