import type { Metadata } from "next";
import { lienDossier } from "@/components/dossier/lien-dossier";
import { PageDossier } from "@/components/dossier/page-dossier";
import { parametresRapport } from "@/components/rapport/parametres-rapport";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { lireDossier } from "@/lib/services/dossier/lire-dossier";
import { lireFiltres } from "@/lib/services/rapport/lire-filtres";
import { enregistrer, retablir } from "./actions";

export const metadata: Metadata = { title: "Dossier apprenant" };

type Props = {
  params: Promise<{ uai: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { uai, id } = await params;
  const filtres = lireFiltres(await searchParams);
  const dossier = await pageConnectee((contexte) => lireDossier(contexte, uai, id, filtres));
  const parametres = parametresRapport({ ...filtres, page: 1 });
  const suivant = dossier.voisins.suivant === null ? null : lienDossier(uai, dossier.voisins.suivant, parametres);
  return (
    <PageDossier
      uai={uai}
      dossier={dossier}
      filtres={filtres}
      enregistrer={enregistrer.bind(null, uai, id, suivant)}
      retablir={retablir.bind(null, uai, id)}
    />
  );
}
