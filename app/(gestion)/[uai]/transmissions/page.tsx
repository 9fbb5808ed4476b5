import type { Metadata } from "next";
import { transmit } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { TransmissionsPage } from "@/components/transmissions/transmissions-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { authorize } from "@/lib/services/etablissements/authorize";
import { listTransmissions } from "@/lib/services/transmissions/list-transmissions";

export const metadata: Metadata = { title: "Transmissions" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<{ page?: string | string[] }> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const page = Number.parseInt(String((await searchParams).page), 10) || 1;
  const { list, manages, now } = await signedInPage(async (ctx) => ({
    list: await listTransmissions(ctx, uai, page),
    manages: hasPermission((await authorize(ctx, uai, "view")).role, "manage"),
    now: ctx.now.toISOString(),
  }));
  const resume = manages ? transmit.bind(null, uai) : null;
  return <TransmissionsPage uai={uai} list={list} now={now} resume={resume} />;
}
