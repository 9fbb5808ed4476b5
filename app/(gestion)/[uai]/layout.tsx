import type { ReactNode } from "react";
import { signOut } from "@/app/connexion/actions";
import { AlertesBanner } from "@/components/alertes/alertes-banner";
import { Shell } from "@/components/shell/shell";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { hasPermission, ROLE_LABELS } from "@/lib/domain/roles";
import { countToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { authorize } from "@/lib/services/etablissements/authorize";
import { listEtablissements } from "@/lib/services/etablissements/list-etablissements";

export const dynamic = "force-dynamic";

type Props = { children: ReactNode; params: Promise<{ uai: string }> };

export default async function EtablissementLayout({ children, params }: Props) {
  const { uai } = await params;
  const { etablissement, etablissements, alertes, toWatch, person } = await signedInPage(async (ctx) => ({
    etablissement: await authorize(ctx, uai, "view"),
    etablissements: await listEtablissements(ctx),
    alertes: await listAlertes(ctx, uai),
    toWatch: await countToWatch(ctx, uai),
    person: ctx.person,
  }));
  const { name, role } = etablissement;
  return (
    <Shell
      etablissement={{ uai, name }}
      etablissements={etablissements}
      user={{ name: person.name, role: ROLE_LABELS[role] }}
      toWatch={toWatch}
      permissions={{ imports: hasPermission(role, "manage"), settings: hasPermission(role, "administer") }}
      signOut={signOut}
    >
      <AlertesBanner alertes={alertes} />
      {children}
    </Shell>
  );
}
