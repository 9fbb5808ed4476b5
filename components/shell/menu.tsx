import {
  CircleQuestionMark,
  Eye,
  GitCompareArrows,
  KeyRound,
  LayoutDashboard,
  Lock,
  Network,
  Plug,
  ScrollText,
  Send,
  ShieldCheck,
  Upload,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { MenuLink } from "./menu-link";
import type { ShellContext } from "./shell.types";

type MenuProps = { uai: string; permissions: ShellContext["permissions"]; toWatch: number };

/** The pages of the établissement, in the seed's own groups. */
export function Menu({ uai, permissions, toWatch }: MenuProps) {
  return (
    <nav aria-label="Menu principal" className="space-y-5 text-dense">
      {permissions.reseau ? (
        <MenuLink href="/reseau">
          <Network aria-hidden="true" />
          Réseau
        </MenuLink>
      ) : null}
      <MenuGroup title="Établissement">
        <MenuLink href={`/${uai}/etablissement/tableau-de-bord-apprentissage`}>
          <LayoutDashboard aria-hidden="true" />
          Tableau de bord apprentissage
        </MenuLink>
        <MenuLink href={`/${uai}/etablissement/a-surveiller`}>
          <Eye aria-hidden="true" />À surveiller
          {toWatch === 0 ? null : (
            <span className="ml-auto rounded-full bg-rail-actif px-1.5 text-xs text-white tabular-nums">
              {toWatch.toLocaleString("fr-FR")}
            </span>
          )}
        </MenuLink>
        <MenuLink href={`/${uai}/etablissement/rapprochement`}>
          <GitCompareArrows aria-hidden="true" />
          Rapprochement
        </MenuLink>
        <MenuLink href={`/${uai}/transmissions`}>
          <Send aria-hidden="true" />
          Transmissions
        </MenuLink>
        {permissions.imports ? (
          <MenuLink href={`/${uai}/imports`}>
            <Upload aria-hidden="true" />
            Importer
          </MenuLink>
        ) : null}
      </MenuGroup>
      <MenuGroup title="Paramétrage">
        <MenuLink href={`/${uai}/parametrage/api/mission-apprentissage`}>
          <KeyRound aria-hidden="true" />
          API › Mission Apprentissage
          {permissions.settings ? null : (
            <Lock role="img" aria-label="(lecture seule)" className="ml-auto opacity-80" />
          )}
        </MenuLink>
        {permissions.settings ? (
          <>
            <MenuLink href={`/${uai}/parametrage/api/logiciels`}>
              <Plug aria-hidden="true" />
              API › Logiciels
            </MenuLink>
            <MenuLink href={`/${uai}/parametrage/utilisateurs`}>
              <Users aria-hidden="true" />
              Utilisateurs
            </MenuLink>
            <MenuLink href={`/${uai}/parametrage/donnees-personnelles`}>
              <ShieldCheck aria-hidden="true" />
              Données personnelles
            </MenuLink>
            <MenuLink href={`/${uai}/parametrage/journal`}>
              <ScrollText aria-hidden="true" />
              Journal
            </MenuLink>
          </>
        ) : null}
      </MenuGroup>
      <MenuLink href="/aide">
        <CircleQuestionMark aria-hidden="true" />
        Aide
      </MenuLink>
    </nav>
  );
}

function MenuGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="px-2 pb-1 text-xs font-medium text-rail-douce">{title}</p>
      <div className="space-y-0.5">{children}</div>
    </div>
  );
}
