import type { ReactNode } from "react";
import { seDeconnecter } from "@/app/connexion/actions";
import { BandeauAlertes } from "@/components/alertes/bandeau-alertes";
import { Coquille } from "@/components/coquille/coquille";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { aLeDroit, LIBELLES_ROLES } from "@/lib/auth/droits";
import { lireAlertes } from "@/lib/services/alertes/lire-alertes";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { listerEtablissements } from "@/lib/services/etablissements/lister-etablissements";
import { compterASurveiller } from "@/lib/services/surveiller/lire-a-surveiller";

export const dynamic = "force-dynamic";

type Props = { children: ReactNode; params: Promise<{ uai: string }> };

export default async function MiseEnPageEtablissement({ children, params }: Props) {
  const { uai } = await params;
  const { etablissement, etablissements, alertes, aSurveiller, personne } = await pageConnectee(async (contexte) => ({
    etablissement: await autoriser(contexte, uai, "voir"),
    etablissements: await listerEtablissements(contexte),
    alertes: await lireAlertes(contexte, uai),
    aSurveiller: await compterASurveiller(contexte, uai),
    personne: contexte.personne,
  }));
  const { nom, role } = etablissement;
  return (
    <Coquille
      etablissement={{ uai, nom }}
      etablissements={etablissements}
      utilisateur={{ nom: personne.nom, role: LIBELLES_ROLES[role] }}
      aSurveiller={aSurveiller}
      droits={{ importer: aLeDroit(role, "gerer"), parametrer: aLeDroit(role, "administrer") }}
      deconnexion={seDeconnecter}
    >
      <BandeauAlertes alertes={alertes} />
      {children}
    </Coquille>
  );
}
