import type { Metadata } from "next";
import { z } from "zod";
import { StatutsPage } from "@/components/dossiers/statuts-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { dayParam, type SearchParams } from "@/lib/domain/search-params";
import { loadStatuts } from "@/lib/services/dossiers/load-statuts";

export const metadata: Metadata = { title: "Statuts d'un apprenant" };

type Props = { params: Promise<{ uai: string; id: string }>; searchParams: Promise<SearchParams> };

const asked = z.object({ jour: dayParam });

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const { jour: day } = asked.parse(await searchParams);
  const statuts = await scopedPage(uai, (scope) => loadStatuts(scope, id, day));
  return <StatutsPage uai={uai} statuts={statuts} />;
}
