import type { Metadata } from "next";
import { AuditPage } from "@/components/audit/audit-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { listAudit } from "@/lib/services/audit/list-audit";
import { parseAuditFilters } from "@/lib/services/audit/parse-audit-filters";

export const metadata: Metadata = { title: "Journal" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const filters = parseAuditFilters(await searchParams);
  const audit = await scopedPage(uai, (scope) => listAudit(scope, filters));
  return <AuditPage uai={uai} audit={audit} filters={filters} />;
}
