import { ArrowLeft } from "lucide-react";
import { ETAT_APPEARANCES } from "@/components/rapport/etat-appearance";
import { EtatReserve } from "@/components/rapport/etat-reserve";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { Badge } from "@/components/ui/badge";
import { ETAT_LABELS } from "@/lib/domain/etat";
import { formatSiret } from "@/lib/domain/format-siret";
import { statutShownOn } from "@/lib/domain/kept-exclusion";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { Dossier } from "@/lib/services/dossiers/dossiers.types";
import { DossierNavigation } from "./dossier-navigation";
import { TbaMarks } from "./tba-marks";

type DossierHeaderProps = {
  dossier: Dossier;
  /** The report as it was filtered. */
  back: string;
  link: (id: string) => string;
};

/** Who it is, where the dossier stands, and the way to the others. */
export function DossierHeader({ dossier, back, link }: DossierHeaderProps) {
  const { apprenant, numero, formation, employeur, anneeScolaire, apprenti, etat, parcours, today } = dossier;
  const { previous, next, rank, total } = dossier.neighbours;
  const { icon: Icon, tone } = ETAT_APPEARANCES[etat];
  const statut =
    parcours === null ? "inconnu (dates illisibles)" : STATUT_LABELS[statutShownOn(parcours, dossier.exclusion, today)];
  const places = [numero === null ? "" : `N° ${numero}`, formation, anneeScolaire, formatSiret(employeur)].filter(
    (t) => t !== "",
  );
  return (
    <div className="space-y-1.5">
      <PageLink
        href={back}
        className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Rapport de transmission
      </PageLink>
      <PageHeader
        aide="dossier"
        title={apprenant === "" ? "Apprenant sans nom" : apprenant}
        actions={
          <DossierNavigation
            previous={previous === null ? null : link(previous)}
            next={next === null ? null : link(next)}
            rank={rank}
            total={total}
          />
        }
      >
        <p className="text-encre-douce wrap-anywhere">{places.join(" · ")}</p>
        {apprenti ? (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Badge tone={tone}>
              <Icon aria-hidden="true" />
              {ETAT_LABELS[etat]}
            </Badge>
            <EtatReserve etat={etat} anomalies={dossier.anomalies} />
            <p>
              Statut sur TBA : <strong className="font-semibold">{statut}</strong>
            </p>
            <TbaMarks marks={dossier.marks} />
          </div>
        ) : (
          <p>Ce n'est pas un apprenti dans le logiciel : son dossier est conservé, jamais transmis.</p>
        )}
      </PageHeader>
    </div>
  );
}
