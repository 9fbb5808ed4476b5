import type { Metadata } from "next";
import { RapportPage } from "@/components/rapport/rapport-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { loadChangeSet } from "@/lib/services/dossiers/corrections/load-change-set";
import { loadRapportPage } from "@/lib/services/rapport/load-rapport-page";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { transmit, undo } from "./actions";

export const metadata: Metadata = { title: "Rapport de transmission" };

type Props = {
  params: Promise<{ uai: string }>;
  searchParams: Promise<SearchParams>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const query = await searchParams;
  const filters = parseFilters(query);
  const page = await scopedPage(uai, async (scope) => {
    const [data, changeSet] = await Promise.all([
      loadRapportPage(scope, filters),
      loadChangeSet(scope, textParam(100).parse(query.fait)),
    ]);
    return { ...data, changeSet };
  });
  return <RapportPage {...page} uai={uai} transmit={transmit.bind(null, uai)} undo={undo.bind(null, uai)} />;
}
