import type { Metadata } from "next";
import { firstStepLinks } from "@/components/first-steps/first-step-links";
import { FirstSteps } from "@/components/first-steps/first-steps";
import { RapportPage } from "@/components/rapport/rapport-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { loadChangeSet } from "@/lib/services/dossiers/corrections/load-change-set";
import { loadFirstSteps } from "@/lib/services/first-steps/load-first-steps";
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
    const [data, changeSet, steps] = await Promise.all([
      loadRapportPage(scope, filters),
      loadChangeSet(scope, textParam(100).parse(query.fait)),
      loadFirstSteps(scope),
    ]);
    return { ...data, changeSet, steps };
  });
  const { steps, ...rapport } = page;
  return (
    <div className="space-y-4">
      {steps === null ? null : <FirstSteps steps={steps} links={firstStepLinks(uai, page.permissions)} />}
      <RapportPage {...rapport} uai={uai} transmit={transmit.bind(null, uai)} undo={undo.bind(null, uai)} />
    </div>
  );
}
