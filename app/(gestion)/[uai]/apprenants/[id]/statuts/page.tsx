import type { Metadata } from "next";
import { cache } from "react";
import { z } from "zod";
import { StatutsPage } from "@/components/dossiers/statuts-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import type { Day } from "@/lib/domain/day";
import { dayParam, type SearchParams, unreadDay } from "@/lib/domain/search-params";
import { loadStatuts } from "@/lib/services/dossiers/load-statuts";

type Props = { params: Promise<{ uai: string; id: string }>; searchParams: Promise<SearchParams> };

const asked = z.object({ jour: dayParam });

/** Read once for the title and the page. */
const readStatuts = cache((uai: string, id: string, day: Day | null) =>
  scopedPage(uai, (scope) => loadStatuts(scope, id, day)),
);

const readPage = async ({ params, searchParams }: Props) => {
  const { uai, id } = await params;
  const given = await searchParams;
  return { uai, statuts: await readStatuts(uai, id, asked.parse(given).jour), unread: unreadDay(given.jour) };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { apprenant } = (await readPage(props)).statuts;
  return { title: `${apprenant === "" ? "Apprenant sans nom" : apprenant} : statuts sur le TBA` };
}

export default async function Page(props: Props) {
  return <StatutsPage {...(await readPage(props))} />;
}
