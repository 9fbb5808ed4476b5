import type { Metadata } from "next";
import { transmit } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { TransmissionsPage } from "@/components/transmissions/transmissions-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { positiveParam, type SearchParams } from "@/lib/domain/search-params";
import { loadTrend } from "@/lib/services/figures/load-trend";
import { listTransmissions } from "@/lib/services/transmissions/queries";
import { findRefusedKey } from "./refused-key";

export const metadata: Metadata = { title: "Transmissions" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const page = positiveParam.parse((await searchParams).page) ?? 1;
  const { list, trend, manages, refusedKey, now } = await scopedPage(uai, async (scope) => ({
    list: await listTransmissions(scope, page),
    trend: page === 1 ? await loadTrend(scope) : [],
    manages: hasPermission(scope.etablissement.role, "manage"),
    refusedKey: await findRefusedKey(scope, uai),
    now: scope.now.toISOString(),
  }));
  const resume = manages ? transmit.bind(null, uai) : null;
  return <TransmissionsPage uai={uai} list={list} trend={trend} now={now} resume={resume} refusedKey={refusedKey} />;
}
