import type { Metadata } from "next";
import { PageCleApi } from "@/components/parametrage/page-cle-api";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { aLeDroit } from "@/lib/auth/droits";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lienDeLaCle } from "@/lib/services/parametrage/lien-cle";
import { lireEtatCle } from "@/lib/services/parametrage/lire-cle";
import { enregistrer, regler, tester } from "./actions";

export const metadata: Metadata = { title: "API › Mission Apprentissage" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const { etablissement, cle, lien } = await pageConnectee(async (contexte) => ({
    etablissement: await autoriser(contexte, uai, "voir"),
    cle: await lireEtatCle(contexte, uai),
    lien: await lienDeLaCle(contexte, uai),
  }));
  return (
    <PageCleApi
      cle={cle}
      lienTba={lien}
      transmissionActive={etablissement.transmissionActive}
      peutModifier={aLeDroit(etablissement.role, "administrer")}
      actions={{
        enregistrer: enregistrer.bind(null, uai),
        tester: tester.bind(null, uai),
        changerTransmission: regler.bind(null, uai),
      }}
    />
  );
}
