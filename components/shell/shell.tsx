import type { ReactNode } from "react";
import { EtablissementSwitch } from "./etablissement-switch";
import { FoldingMenu } from "./folding-menu";
import { Mark } from "./mark";
import { Menu } from "./menu";
import type { ShellContext } from "./shell.types";
import { UserBlock } from "./user-block";

/** Around every page of an établissement: the menu at the left, or folded at the top when the screen is narrow. */
export function Shell({ children, ...ctx }: ShellContext & { children: ReactNode }) {
  const { etablissement, etablissements, user, toWatch, permissions, theme, signOut } = ctx;
  const menuContent = (
    <>
      <EtablissementSwitch etablissement={etablissement} etablissements={etablissements} />
      <Menu uai={etablissement.uai} permissions={permissions} toWatch={toWatch} />
    </>
  );
  return (
    <div className="min-h-dvh xl:grid xl:grid-cols-[16rem_minmax(0,1fr)] print:block">
      <a
        href="#contenu"
        className="sr-only z-50 rounded-md bg-surface px-4 py-2 font-medium text-lien shadow-bulle focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Aller au contenu
      </a>
      <header className="relative bg-rail text-white [--anneau:#b9ccff] print:hidden">
        <div className="flex items-center justify-between gap-3 px-4 py-2.5 xl:hidden">
          <Mark />
          <FoldingMenu>
            {menuContent}
            <UserBlock user={user} theme={theme} signOut={signOut} />
          </FoldingMenu>
        </div>
        <div className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto px-3 py-4 xl:flex">
          <div className="px-1">
            <Mark />
          </div>
          {menuContent}
          <div className="mt-auto">
            <UserBlock user={user} theme={theme} signOut={signOut} />
          </div>
        </div>
      </header>
      <main id="contenu" tabIndex={-1} className="min-w-0 px-4 py-5 outline-none sm:px-6 lg:py-6 print:p-0">
        {children}
      </main>
    </div>
  );
}
