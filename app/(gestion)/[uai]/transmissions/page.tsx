import type { Metadata } from "next";
import { transmettre } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { PageTransmissions } from "@/components/transmissions/page-transmissions";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { aLeDroit } from "@/lib/auth/droits";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { listerTransmissions } from "@/lib/services/transmission/lister-transmissions";

export const metadata: Metadata = { title: "Transmissions" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<{ page?: string | string[] }> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const page = Number.parseInt(String((await searchParams).page), 10) || 1;
  const { liste, gere, maintenant } = await pageConnectee(async (contexte) => ({
    liste: await listerTransmissions(contexte, uai, page),
    gere: aLeDroit((await autoriser(contexte, uai, "voir")).role, "gerer"),
    maintenant: contexte.maintenant.toISOString(),
  }));
  const relancer = gere ? transmettre.bind(null, uai) : null;
  return <PageTransmissions uai={uai} liste={liste} maintenant={maintenant} relancer={relancer} />;
}
