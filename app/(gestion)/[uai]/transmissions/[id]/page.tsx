import type { Metadata } from "next";
import { cache } from "react";
import { z } from "zod";
import { transmit } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { parisInstant } from "@/components/dates/paris-instant";
import { TransmissionPage } from "@/components/transmissions/transmission-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { positiveParam, type SearchParams } from "@/lib/domain/search-params";
import { loadProgress, loadTransmission } from "@/lib/services/transmissions/queries";
import { findRefusedKey } from "../refused-key";

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<SearchParams>;
};

const asked = z.object({ appel: positiveParam, page: positiveParam });

/** Read once for the title and the page. */
const readTransmission = cache((uai: string, id: string, call: number | null, page: number | null) =>
  scopedPage(uai, async (scope) => {
    const [{ transmission: last }, detail] = await Promise.all([
      loadProgress(scope),
      loadTransmission(scope, id, { call, page: page ?? 1 }),
    ]);
    const canResume = hasPermission(scope.etablissement.role, "manage") && last?.id === id;
    return { uai, detail, canResume, refusedKey: await findRefusedKey(scope, uai), now: scope.now.toISOString() };
  }),
);

const readPage = async ({ params, searchParams }: Props) => {
  const { uai, id } = await params;
  const { appel: call, page } = asked.parse(await searchParams);
  return readTransmission(uai, id, call, page);
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Transmission du ${parisInstant((await readPage(props)).detail.summary.startedAt)}` };
}

export default async function Page(props: Props) {
  const { uai, detail, canResume, refusedKey, now } = await readPage(props);
  const resume = canResume ? transmit.bind(null, uai) : null;
  return <TransmissionPage uai={uai} detail={detail} now={now} resume={resume} refusedKey={refusedKey} />;
}
