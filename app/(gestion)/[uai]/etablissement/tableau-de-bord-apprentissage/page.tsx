import type { Metadata } from "next";
import { PageRapport } from "@/components/rapport/page-rapport";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { lirePageRapport } from "@/lib/services/rapport/lire-page-rapport";
import { transmettre } from "./actions";

export const metadata: Metadata = { title: "Rapport de transmission" };

type Props = {
  params: Promise<{ uai: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const filtres = lireFiltres(await searchParams);
  const page = await pageConnectee((contexte) => lirePageRapport(contexte, uai, filtres));
  return <PageRapport {...page} uai={uai} transmettre={transmettre.bind(null, uai)} />;
}
