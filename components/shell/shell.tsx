import type { ReactNode } from "react";
import { EtablissementSwitch } from "./etablissement-switch";
import { FoldingMenu } from "./folding-menu";
import { Mark } from "./mark";
import { Menu } from "./menu";
import type { ShellContext } from "./shell.types";
import { UserBlock } from "./user-block";

/** Around every page of an établissement: the menu at the left, its icons alone on a small screen, folded at the top on a narrow one. */
export function Shell({ children, ...ctx }: ShellContext & { children: ReactNode }) {
  const { etablissement, etablissements, user, toWatch, permissions, theme, signOut } = ctx;
  const entries = { uai: etablissement.uai, permissions, toWatch };
  const which = <EtablissementSwitch etablissement={etablissement} etablissements={etablissements} />;
  const person = <UserBlock user={user} theme={theme} signOut={signOut} />;
  return (
    <div className="min-h-dvh xl:grid xl:grid-cols-[3.75rem_minmax(0,1fr)] min-[90rem]:grid-cols-[16rem_minmax(0,1fr)] print:block">
      <a
        href="#contenu"
        className="sr-only z-50 rounded-md bg-surface px-4 py-2 font-medium text-lien shadow-bulle focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Aller au contenu
      </a>
      <header className="relative bg-rail text-white [--anneau:#b9ccff] print:hidden">
        <div className="xl:sticky xl:top-0 xl:z-20 xl:flex xl:h-dvh xl:flex-col xl:overflow-y-auto">
          <div className="flex items-center justify-between gap-3 px-4 py-2.5 rail:flex-col rail:px-2 rail:pt-4 min-[90rem]:hidden">
            <div className="rail:[&_span_span]:sr-only">
              <Mark />
            </div>
            <FoldingMenu>
              {which}
              <Menu {...entries} folds={false} />
              {person}
            </FoldingMenu>
          </div>
          <div className="hidden grow flex-col gap-5 px-3 py-4 xl:flex rail:px-2 rail:pt-1">
            <div className="px-1 rail:hidden">
              <Mark />
            </div>
            <div className="rail:hidden">{which}</div>
            <Menu {...entries} folds />
            <div className="mt-auto rail:hidden">{person}</div>
          </div>
        </div>
      </header>
      <main id="contenu" tabIndex={-1} className="min-w-0 px-4 py-5 outline-none sm:px-6 lg:py-6 print:p-0">
        {children}
      </main>
    </div>
  );
}
