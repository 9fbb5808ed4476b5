import type { Metadata } from "next";
import { PageCleApi } from "@/components/parametrage/page-cle-api";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { aLeDroit } from "@/lib/auth/droits";
import { lireAbonnements } from "@/lib/services/alertes/lire-abonnements";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { lienDeLaCle } from "@/lib/services/parametrage/lien-cle";
import { lireEtatCle } from "@/lib/services/parametrage/lire-cle";
import { enregistrer, regler, reglerAlertes, tester } from "./actions";

export const metadata: Metadata = { title: "API › Mission Apprentissage" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const { etablissement, cle, lien, abonnements } = await pageConnectee(async (contexte) => ({
    etablissement: await autoriser(contexte, uai, "voir"),
    cle: await lireEtatCle(contexte, uai),
    lien: await lienDeLaCle(contexte, uai),
    abonnements: await lireAbonnements(contexte, uai),
  }));
  return (
    <PageCleApi
      cle={cle}
      lienTba={lien}
      transmissionActive={etablissement.transmissionActive}
      abonnements={abonnements}
      peutModifier={aLeDroit(etablissement.role, "administrer")}
      actions={{
        enregistrer: enregistrer.bind(null, uai),
        tester: tester.bind(null, uai),
        changerTransmission: regler.bind(null, uai),
        reglerAlertes: reglerAlertes.bind(null, uai),
      }}
    />
  );
}
