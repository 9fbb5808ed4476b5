import type { Metadata } from "next";
import { RetentionPage } from "@/components/rgpd/retention-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { positiveParam, type SearchParams } from "@/lib/domain/search-params";
import { loadRetentions } from "@/lib/services/rgpd/retentions";
import { readmit, save } from "./actions";

export const metadata: Metadata = { title: "Données personnelles" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const erased = positiveParam.parse((await searchParams).efface);
  const content = await scopedPage(uai, loadRetentions);
  return (
    <RetentionPage content={content} erased={erased} save={save.bind(null, uai)} readmit={readmit.bind(null, uai)} />
  );
}
