"use client";

import { MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";

/**
 * What unfolds the menu of the screens that have no room for it: a native disclosure, which works without JavaScript, folded again when another page
 * comes. The menu comes right after it, drawn once for all widths: whether `data-menu` is open decides how it shows (`replie`, in app/variants.css).
 */
export function MenuFold() {
  return (
    <details key={usePathname()} data-menu="" className="group/fold min-[90rem]:hidden">
      <summary
        title="Menu"
        className="inline-flex h-9 items-center gap-2 rounded-md border border-rail-trait px-3 text-sm font-medium text-white hover:bg-rail-actif/50 rail:px-2.5"
      >
        <MenuIcon aria-hidden="true" className="size-4 group-open/fold:hidden" />
        <X aria-hidden="true" className="hidden size-4 group-open/fold:block" />
        <span className="rail:sr-only">Menu</span>
      </summary>
    </details>
  );
}
