import type { Metadata } from "next";
import { PageCause } from "@/components/deblocage/page-cause";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { lireCause } from "@/lib/services/deblocage/lire-cause";
import { lireDemande } from "@/lib/services/deblocage/traiter-formulaire";
import { corriger } from "./actions";

export const metadata: Metadata = { title: "Plan de déblocage" };

type Props = {
  params: Promise<{ uai: string; cause: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai, cause } = await params;
  const demande = lireDemande(cause, await searchParams);
  const detail = await pageConnectee((contexte) => lireCause(contexte, uai, demande));
  return (
    <PageCause
      uai={uai}
      detail={detail}
      recherches={demande.recherches}
      corriger={corriger.bind(null, uai, { ...demande, champ: detail?.champ ?? "" })}
    />
  );
}
