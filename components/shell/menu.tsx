"use client";

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

type MenuProps = {
  uai: string;
  permissions: ShellContext["permissions"];
  toWatch: number;
};

/** How entries look, said once for all of them. */
const ENTRIES = [
  "[&_a]:relative [&_a]:flex [&_a]:min-h-9 [&_a]:items-center [&_a]:gap-2 [&_a]:rounded-md [&_a]:px-2 [&_a]:py-1.5 [&_a]:text-rail-encre",
  "[&_a]:transition-colors [&_a:hover]:bg-rail-actif/50 [&_a:hover]:text-white [&_svg]:size-4 [&_svg]:shrink-0",
  "[&_[aria-current]]:bg-rail-actif! [&_[aria-current]]:font-medium [&_[aria-current]]:text-white [&_[aria-current]]:shadow-[inset_3px_0_0_0_#8fabff]",
].join(" ");

/** Where the icons alone show, their words are still heard. */
const FOLDED = [
  "replie:[&_a]:justify-center replie:[&_a>span:first-of-type]:sr-only replie:[&_p]:sr-only replie:[&_[data-badge]]:absolute replie:[&_[data-badge]]:-top-1.5",
  "replie:[&_[data-badge]]:-right-1 replie:[&_[data-badge]]:px-1 replie:[&_[data-badge]]:text-[0.625rem] replie:[&_[data-badge]]:leading-4 replie:[&_[role=img]]:hidden",
  "replie:[&>div]:border-t replie:[&>div]:border-rail-trait replie:[&>div]:pt-3",
].join(" ");

/** The pages of the établissement, in the seed's own groups. */
export function Menu({ uai, permissions, toWatch }: MenuProps) {
  return (
    <nav aria-label="Menu principal" className={`space-y-5 text-dense ${ENTRIES} ${FOLDED}`}>
      {permissions.reseau ? <MenuLink href="/reseau" icon={Network} label="Réseau" /> : null}
      <MenuGroup title="Établissement">
        <MenuLink
          href={`/${uai}/etablissement/tableau-de-bord-apprentissage`}
          icon={LayoutDashboard}
          label="Tableau de bord apprentissage"
        />
        <MenuLink href={`/${uai}/etablissement/a-surveiller`} icon={Eye} label="À surveiller">
          {toWatch === 0 ? null : (
            <span data-badge="" className="ml-auto rounded-full bg-rail-actif px-1.5 text-xs text-white tabular-nums">
              {toWatch.toLocaleString("fr-FR")}
            </span>
          )}
        </MenuLink>
        <MenuLink href={`/${uai}/etablissement/rapprochement`} icon={GitCompareArrows} label="Rapprochement" />
        <MenuLink href={`/${uai}/transmissions`} icon={Send} label="Transmissions" />
        {permissions.imports ? <MenuLink href={`/${uai}/imports`} icon={Upload} label="Importer" /> : null}
      </MenuGroup>
      <MenuGroup title="Paramétrage">
        <MenuLink
          href={`/${uai}/parametrage/api/mission-apprentissage`}
          icon={KeyRound}
          label="API › Mission Apprentissage"
        >
          {permissions.settings ? null : (
            <Lock role="img" aria-label="(lecture seule)" className="ml-auto opacity-80" />
          )}
        </MenuLink>
        {permissions.settings ? (
          <>
            <MenuLink href={`/${uai}/parametrage/api/logiciels`} icon={Plug} label="API › Logiciels" />
            <MenuLink href={`/${uai}/parametrage/utilisateurs`} icon={Users} label="Utilisateurs" />
            <MenuLink
              href={`/${uai}/parametrage/donnees-personnelles`}
              icon={ShieldCheck}
              label="Données personnelles"
            />
            <MenuLink href={`/${uai}/parametrage/journal`} icon={ScrollText} label="Journal" />
          </>
        ) : null}
      </MenuGroup>
      <MenuLink href="/aide" icon={CircleQuestionMark} label="Aide" />
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
