import type { Metadata } from "next";
import { PageRapport } from "@/components/rapport/page-rapport";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { lireGeste } from "@/lib/services/corrections/lire-geste";
import { lirePlan } from "@/lib/services/deblocage/lire-plan";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lirePageRapport } from "@/lib/services/rapport/lire-page-rapport";
import { annuler, transmettre } from "./actions";

export const metadata: Metadata = { title: "Rapport de transmission" };

type Props = {
  params: Promise<{ uai: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const parametres = await searchParams;
  const filtres = lireFiltres(parametres);
  const page = await pageConnectee(async (contexte) => ({
    ...(await lirePageRapport(contexte, uai, filtres)),
    plan: await lirePlan(contexte, uai, filtres),
    geste: await lireGeste(contexte, uai, String(parametres.fait ?? "")),
  }));
  return (
    <PageRapport {...page} uai={uai} transmettre={transmettre.bind(null, uai)} annuler={annuler.bind(null, uai)} />
  );
}
