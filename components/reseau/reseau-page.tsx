import { FileDown } from "lucide-react";
import { ListNews } from "@/components/data-table/list-news";
import { listUrl } from "@/components/data-table/list-url";
import type { FormAction } from "@/components/forms/form-action.types";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type { ReseauFilters, ReseauPageData } from "@/lib/services/reseau/reseau.types";
import { ReseauFilterFields, reseauParams } from "./reseau-filter-fields";
import { ReseauFrame } from "./reseau-frame";
import { ReseauTable } from "./reseau-table";

type ReseauPageProps = {
  page: ReseauPageData;
  filters: ReseauFilters;
  /** What each kind of alert is called. */
  alerteLabels: Readonly<Record<string, string>>;
  signOut: FormAction;
};

/** «Réseau»: all the établissements that a superviseur watches, those that need somebody first. */
export function ReseauPage({ page, filters, alerteLabels, signOut }: ReseauPageProps) {
  const { reseaux, lines, totals } = page;
  const params = reseauParams(filters);
  const shown = plural(lines.length, "établissement affiché", "établissements affichés");
  return (
    <ReseauFrame
      here="/reseau"
      title="Réseau"
      signOut={signOut}
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
      <ListNews count={`${shown}.`} searched={JSON.stringify(params)} order="" />
      <p>{shown}</p>
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
