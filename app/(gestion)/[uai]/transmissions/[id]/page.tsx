import type { Metadata } from "next";
import { z } from "zod";
import { transmit } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { TransmissionPage } from "@/components/transmissions/transmission-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { positiveParam, type SearchParams } from "@/lib/domain/search-params";
import { loadProgress, loadTransmission } from "@/lib/services/transmissions/queries";
import { findRefusedKey } from "../refused-key";

export const metadata: Metadata = { title: "Une transmission" };

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<SearchParams>;
};

const asked = z.object({ appel: positiveParam, page: positiveParam });

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const { appel: call, page } = asked.parse(await searchParams);
  const { detail, canResume, refusedKey, now } = await scopedPage(uai, async (scope) => {
    const [{ transmission: last }, detail] = await Promise.all([
      loadProgress(scope),
      loadTransmission(scope, id, { call, page: page ?? 1 }),
    ]);
    const canResume = hasPermission(scope.etablissement.role, "manage") && last?.id === id;
    return { detail, canResume, refusedKey: await findRefusedKey(scope, uai), now: scope.now.toISOString() };
  });
  const resume = canResume ? transmit.bind(null, uai) : null;
  return <TransmissionPage uai={uai} detail={detail} now={now} resume={resume} refusedKey={refusedKey} />;
}
