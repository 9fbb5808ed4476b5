import type { Metadata } from "next";
import { dossierLink } from "@/components/dossiers/dossier-link";
import { DossierPage } from "@/components/dossiers/dossier-page";
import { rapportParams } from "@/components/rapport/rapport-params";
import { scopedPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { confirm, restore, save } from "./actions";

export const metadata: Metadata = { title: "Dossier apprenant" };

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const filters = parseFilters(await searchParams);
  const { owner, dossier } = await scopedPage(uai, async (scope) => ({
    owner: scope.person.id,
    dossier: await loadDossier(scope, id, filters),
  }));
  const query = rapportParams({ ...filters, page: 1 });
  const next = dossier.neighbours.next === null ? null : dossierLink(uai, dossier.neighbours.next, query);
  return (
    <DossierPage
      uai={uai}
      owner={owner}
      dossier={dossier}
      filters={filters}
      save={save.bind(null, uai, id, next)}
      restore={restore.bind(null, uai, id)}
      confirm={confirm.bind(null, uai, id)}
    />
  );
}
