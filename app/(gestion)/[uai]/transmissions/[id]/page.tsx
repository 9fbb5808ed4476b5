import type { Metadata } from "next";
import { transmettre } from "@/app/(gestion)/[uai]/etablissement/tableau-de-bord-apprentissage/actions";
import { PageTransmission } from "@/components/transmissions/page-transmission";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { aLeDroit } from "@/lib/auth/droits";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lireProgression } from "@/lib/services/transmission/lire-progression";
import { lireTransmission } from "@/lib/services/transmission/lire-transmission";

export const metadata: Metadata = { title: "Une transmission" };

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<{ appel?: string | string[]; page?: string | string[] }>;
};

const entier = (texte: string | string[] | undefined) => Number.parseInt(String(texte), 10) || null;

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const { appel, page } = await searchParams;
  const { detail, peutRelancer, maintenant } = await pageConnectee(async (contexte) => {
    const gere = aLeDroit((await autoriser(contexte, uai, "voir")).role, "gerer");
    const { transmission: derniere } = await lireProgression(contexte, uai);
    return {
      detail: await lireTransmission(contexte, uai, id, { appel: entier(appel), page: entier(page) ?? 1 }),
      peutRelancer: gere && derniere?.id === id,
      maintenant: contexte.maintenant.toISOString(),
    };
  });
  const relancer = peutRelancer ? transmettre.bind(null, uai) : null;
  return <PageTransmission uai={uai} detail={detail} maintenant={maintenant} relancer={relancer} />;
}
