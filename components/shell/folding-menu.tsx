"use client";

import { MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** The whole menu of the screens that have no room for it: a native disclosure, folded again when another page comes. */
export function FoldingMenu({ children }: { children: ReactNode }) {
  return (
    <details key={usePathname()} className="group/menu">
      <summary
        title="Menu"
        className="inline-flex h-9 items-center gap-2 rounded-md border border-rail-trait px-3 text-sm font-medium text-white hover:bg-rail-actif/50 rail:px-2.5"
      >
        <MenuIcon aria-hidden="true" className="size-4 group-open/menu:hidden" />
        <X aria-hidden="true" className="hidden size-4 group-open/menu:block" />
        <span className="rail:sr-only">Menu</span>
      </summary>
      <div className="absolute inset-x-0 top-full z-30 space-y-5 border-t border-rail-trait bg-rail px-4 py-4 shadow-bulle rail:fixed rail:inset-y-0 rail:right-auto rail:left-15 rail:w-72 rail:overflow-y-auto rail:border-t-0 rail:border-l">
        {children}
      </div>
    </details>
  );
}
