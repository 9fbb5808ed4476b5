import type { Metadata } from "next";
import { cache } from "react";
import { dossierLink } from "@/components/dossiers/dossier-link";
import { DossierPage } from "@/components/dossiers/dossier-page";
import { rapportParams } from "@/components/rapport/rapport-params";
import { scopedPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { confirm, restore, save } from "./actions";

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<SearchParams>;
};

/** Read once for the title and the page: `query` is what its address holds, as text. */
const readDossier = cache((uai: string, id: string, query: string) =>
  scopedPage(uai, async (scope) => {
    const filters = parseFilters(JSON.parse(query));
    return { filters, owner: scope.person.id, dossier: await loadDossier(scope, id, filters) };
  }),
);

const readPage = async ({ params, searchParams }: Props) => {
  const { uai, id } = await params;
  return { uai, id, ...(await readDossier(uai, id, JSON.stringify(await searchParams))) };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { apprenant } = (await readPage(props)).dossier;
  return { title: apprenant === "" ? "Apprenant sans nom" : apprenant };
}

export default async function Page(props: Props) {
  const { uai, id, filters, owner, dossier } = await readPage(props);
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
