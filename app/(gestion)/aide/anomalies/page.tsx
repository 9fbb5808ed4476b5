import type { Metadata } from "next";
import { AnomaliesPage } from "@/components/aide/anomalies-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { listRemedies } from "@/lib/domain/anomalies/remedies";
import { type SearchParams, textParam } from "@/lib/domain/search-params";

export const metadata: Metadata = { title: "Que faire si…" };

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  await signedInPage(async () => undefined);
  const search = textParam(100).parse((await searchParams).recherche);
  return <AnomaliesPage search={search} remedies={listRemedies(search)} />;
}
