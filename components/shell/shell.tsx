import type { ReactNode } from "react";
import { EtablissementSwitch } from "./etablissement-switch";
import { Mark } from "./mark";
import { Menu } from "./menu";
import { MenuFold } from "./menu-fold";
import type { ShellContext } from "./shell.types";
import { SkipLink } from "./skip-link";
import { UserBlock } from "./user-block";

/** The menu: a column where there is room for one. */
const PANEL =
  "hidden flex-col gap-5 px-4 py-4 xl:flex xl:grow xl:px-3 rail:px-2 rail:pt-1 max-xl:absolute max-xl:inset-x-0 max-xl:top-full max-xl:z-30 max-xl:border-t max-xl:border-rail-trait max-xl:bg-rail max-xl:shadow-bulle";
/** Unfolded: under the top of a narrow screen, beside the column of a small one. */
const UNFOLDED =
  "deplie:flex rail:deplie:fixed rail:deplie:inset-y-0 rail:deplie:left-15 rail:deplie:w-72 rail:deplie:overflow-y-auto rail:deplie:border-l rail:deplie:border-rail-trait rail:deplie:bg-rail rail:deplie:p-4 rail:deplie:shadow-bulle";

/** Around every page of an établissement: the menu at the left, its icons alone on a small screen, folded at the top on a narrow one. */
export function Shell({ children, ...ctx }: ShellContext & { children: ReactNode }) {
  const { etablissement, etablissements, user, toWatch, permissions, theme, signOut } = ctx;
  return (
    <div className="min-h-dvh xl:grid xl:grid-cols-[3.75rem_minmax(0,1fr)] min-[90rem]:grid-cols-[16rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <header className="relative bg-rail text-white [--anneau:#b9ccff] print:hidden">
        <div className="xl:sticky xl:top-0 xl:z-20 xl:flex xl:h-dvh xl:flex-col xl:overflow-y-auto">
          <div className="flex items-center justify-between gap-3 px-4 py-2.5 rail:flex-col rail:px-2 rail:pt-4 min-[90rem]:pt-4 min-[90rem]:pb-1">
            <div className="rail:[&_span_span]:sr-only">
              <Mark />
            </div>
            <MenuFold />
          </div>
          <div className={`${PANEL} ${UNFOLDED}`}>
            <div className="replie:hidden">
              <EtablissementSwitch etablissement={etablissement} etablissements={etablissements} />
            </div>
            <Menu uai={etablissement.uai} permissions={permissions} toWatch={toWatch} />
            <div className="min-[90rem]:mt-auto replie:hidden">
              <UserBlock user={user} theme={theme} signOut={signOut} />
            </div>
          </div>
        </div>
      </header>
      <main id="contenu" tabIndex={-1} className="min-w-0 px-4 py-5 outline-none sm:px-6 lg:py-6 print:p-0">
        {children}
      </main>
    </div>
  );
}
