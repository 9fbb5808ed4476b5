import { Download } from "lucide-react";
import { FilterForm } from "@/components/data-table/filter-form";
import { ListNews } from "@/components/data-table/list-news";
import { listUrl } from "@/components/data-table/list-url";
import { Pagination } from "@/components/data-table/pagination";
import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import { MISREAD_DAY } from "@/lib/domain/search-params";
import type { AuditPage as AuditPageData, TypedAuditFilters } from "@/lib/services/audit/audit.types";
import { AuditFilterFields, isMisread } from "./audit-filter-fields";
import { auditParams, auditPath } from "./audit-params";
import { AuditTable } from "./audit-table";

type AuditPageProps = { uai: string; audit: AuditPageData; filters: TypedAuditFilters };

/** «Paramétrage › Journal»: who did what, when, from where. */
export function AuditPage({ uai, audit, filters }: AuditPageProps) {
  const { lines, total, page, pages, people, actions } = audit;
  const path = auditPath(uai);
  const params = auditParams({ ...filters, page });
  const withoutPage = auditParams({ ...filters, page: 1 });
  const filtered = Object.keys(withoutPage).length > 0;
  const misread = isMisread(filters.unread) ? MISREAD_DAY : "";
  return (
    <div className="space-y-4">
      <PageHeader
        aide="donnees-personnelles"
        title="Journal"
        path={["Paramétrage"]}
        actions={
          <a
            href={listUrl(`${path}/export`, withoutPage, {})}
            className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
          >
            <Download aria-hidden="true" className="size-4 shrink-0" />
            Télécharger le journal
          </a>
        }
      >
        <p className="max-w-3xl text-encre-douce">
          Qui a fait quoi, quand, et depuis quelle adresse. Personne ne peut modifier ni retirer une ligne, pas même un
          administrateur.
        </p>
      </PageHeader>
      <ListNews
        count={[misread, `${plural(total, "ligne")}.`].join(" ").trim()}
        searched={JSON.stringify(withoutPage)}
        order=""
      />
      <FilterForm path={path} params={params}>
        <AuditFilterFields
          filters={filters}
          people={people}
          actions={actions}
          withoutFilters={filtered ? path : null}
        />
      </FilterForm>
      <Card>
        {lines.length === 0 ? (
          <p className="px-5 py-8 text-encre-douce">
            {filtered
              ? "Aucune ligne ne répond à cette recherche. Effacez les filtres pour tout revoir."
              : "Le journal est vide pour l'instant : il se remplit dès que quelqu'un agit dans l'établissement."}
          </p>
        ) : (
          <AuditTable uai={uai} lines={lines} />
        )}
      </Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-encre-douce">{plural(total, "ligne")}</p>
        <Pagination page={page} pages={pages} path={path} params={withoutPage} />
      </div>
    </div>
  );
}
