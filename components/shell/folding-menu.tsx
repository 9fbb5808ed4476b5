"use client";

import { MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** The menu of narrow screens: a native disclosure, folded again when another page comes. */
export function FoldingMenu({ children }: { children: ReactNode }) {
  return (
    <details key={usePathname()} className="group/menu">
      <summary className="inline-flex h-9 items-center gap-2 rounded-md border border-rail-trait px-3 text-sm font-medium text-white hover:bg-rail-actif/50">
        <MenuIcon aria-hidden="true" className="size-4 group-open/menu:hidden" />
        <X aria-hidden="true" className="hidden size-4 group-open/menu:block" />
        Menu
      </summary>
      <div className="absolute inset-x-0 top-full z-30 space-y-5 border-t border-rail-trait bg-rail px-4 py-4 shadow-bulle">
        {children}
      </div>
    </details>
  );
}
