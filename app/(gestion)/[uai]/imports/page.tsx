import type { Metadata } from "next";
import { PageImports } from "@/components/imports/page-imports";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { aLeDroit } from "@/lib/auth/droits";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lireCorrectionsFinies } from "@/lib/services/imports/lire-corrections-finies";
import { listerImports } from "@/lib/services/imports/lister-imports";
import { importer } from "./actions";

export const metadata: Metadata = { title: "Importer" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<{ bilan?: string }> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const { bilan } = await searchParams;
  const { role, historique, choisi, finies } = await pageConnectee(async (contexte) => {
    const { role } = await autoriser(contexte, uai, "voir");
    const historique = await listerImports(contexte, uai);
    const choisi = historique.find(({ id }) => id === bilan) ?? null;
    const finies = choisi === null ? [] : await lireCorrectionsFinies(contexte, uai, choisi.id);
    return { role, historique, choisi, finies };
  });
  return (
    <PageImports
      uai={uai}
      peutImporter={aLeDroit(role, "gerer")}
      importer={importer.bind(null, uai)}
      bilan={choisi}
      finies={finies}
      historique={historique}
    />
  );
}
