import { FileDown } from "lucide-react";
import { listUrl } from "@/components/data-table/list-url";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type { ReseauFilters, ReseauPageData } from "@/lib/services/reseau/reseau.types";
import { ReseauFilterFields } from "./reseau-filter-fields";
import { ReseauFrame } from "./reseau-frame";
import { ReseauTable } from "./reseau-table";

type ReseauPageProps = {
  page: ReseauPageData;
  filters: ReseauFilters;
  /** What each kind of alert is called. */
  alerteLabels: Readonly<Record<string, string>>;
};

/** «Réseau»: all the établissements that a superviseur watches, those that need somebody first. */
export function ReseauPage({ page, filters, alerteLabels }: ReseauPageProps) {
  const { reseaux, lines, totals } = page;
  const params = { recherche: filters.search, etat: filters.state ?? "", reseau: filters.reseau };
  return (
    <ReseauFrame
      here="/reseau"
      title="Réseau"
      path={reseaux.map(({ name }) => name)}
      actions={
        <a
          href={listUrl("/reseau/classeur", params, {})}
          className={buttonVariants({ variant: "secondary", className: "print:hidden" })}
        >
          <FileDown aria-hidden="true" />
          Télécharger le tableau
        </a>
      }
      introduction={
        <p>
          {plural(totals.etablissements, "établissement")}, {plural(totals.apprentis, "apprenti")} :{" "}
          {plural(totals.valides, "dossier valide", "dossiers valides")}, {plural(totals.seen, "vu", "vus")} sur le TBA.
          En premier, là où rien ne part ou une alerte est en cours, puis les nuits manquées, puis la part de dossiers
          invalides.
        </p>
      }
    >
      <ReseauFilterFields filters={filters} reseaux={reseaux} />
      <p aria-live="polite">{plural(lines.length, "établissement affiché", "établissements affichés")}</p>
      {lines.length === 0 ? (
        <Card className="px-5 py-8 text-encre-douce">
          {totals.etablissements === 0
            ? "Aucun établissement n'est encore dans ce réseau : c'est l'hébergeur de Passerelle TBA qui les y met."
            : "Aucun établissement ne correspond : effacez les filtres pour les voir tous."}
        </Card>
      ) : (
        <Card>
          <ReseauTable lines={lines} alerteLabels={alerteLabels} />
        </Card>
      )}
    </ReseauFrame>
  );
}
