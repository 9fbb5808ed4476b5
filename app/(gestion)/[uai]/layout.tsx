import type { ReactNode } from "react";
import { chooseTheme } from "@/app/(gestion)/mon-compte/actions";
import { signOut } from "@/app/connexion/actions";
import { AlertesBanner } from "@/components/alertes/alertes-banner";
import { KeyboardHelp } from "@/components/keyboard/keyboard-help";
import { Shell } from "@/components/shell/shell";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { readTheme } from "@/lib/actions/theme-cookie";
import { hasPermission, ROLE_LABELS } from "@/lib/domain/roles";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { listEtablissements } from "@/lib/services/etablissements/list-etablissements";

export const dynamic = "force-dynamic";

type Props = { children: ReactNode; params: Promise<{ uai: string }> };

export default async function EtablissementLayout({ children, params }: Props) {
  const { uai } = await params;
  const { etablissement, etablissements, alertes, toWatch, person } = await scopedPage(uai, async (scope) => {
    const [etablissements, alertes, toWatch] = await Promise.all([
      listEtablissements(scope),
      listAlertes(scope),
      countToWatch(scope),
    ]);
    return { etablissement: scope.etablissement, etablissements, alertes, toWatch, person: scope.person };
  });
  const { name, role } = etablissement;
  return (
    <>
      <a
        href="#tableau"
        className="saut-tableau sr-only z-50 rounded-md bg-surface px-4 py-2 font-medium text-lien shadow-bulle focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Aller au tableau
      </a>
      <Shell
        etablissement={{ uai, name }}
        etablissements={etablissements.map(({ uai, name }) => ({ uai, name }))}
        user={{ name: person.name, role: ROLE_LABELS[role] }}
        toWatch={toWatch}
        permissions={{
          imports: hasPermission(role, "manage"),
          settings: hasPermission(role, "administer"),
          reseau: etablissements.some(({ supervised }) => supervised),
        }}
        theme={{ current: await readTheme(), choose: chooseTheme }}
        signOut={signOut}
      >
        <AlertesBanner alertes={alertes} />
        {children}
        <KeyboardHelp />
      </Shell>
    </>
  );
}
