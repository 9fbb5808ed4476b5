import type { Metadata } from "next";
import { transmit } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { TransmissionPage } from "@/components/transmissions/transmission-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { loadProgress, loadTransmission } from "@/lib/services/transmissions/queries";

export const metadata: Metadata = { title: "Une transmission" };

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<{ appel?: string | string[]; page?: string | string[] }>;
};

const integer = (text: string | string[] | undefined) => Number.parseInt(String(text), 10) || null;

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const { appel: call, page } = await searchParams;
  const { detail, canResume, now } = await scopedPage(uai, async (scope) => {
    const [{ transmission: last }, detail] = await Promise.all([
      loadProgress(scope),
      loadTransmission(scope, id, { call: integer(call), page: integer(page) ?? 1 }),
    ]);
    const canResume = hasPermission(scope.etablissement.role, "manage") && last?.id === id;
    return { detail, canResume, now: scope.now.toISOString() };
  });
  const resume = canResume ? transmit.bind(null, uai) : null;
  return <TransmissionPage uai={uai} detail={detail} now={now} resume={resume} />;
}
