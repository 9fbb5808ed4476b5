"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** An entry of the menu, marked when its page or a page below is on screen. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={cn(
        "flex min-h-9 items-center gap-2 rounded-md px-2 py-1.5 text-rail-encre transition-colors hover:bg-rail-actif/50 hover:text-white [&_svg]:size-4 [&_svg]:shrink-0",
        here && "bg-rail-actif font-medium text-white shadow-[inset_3px_0_0_0_#8fabff]",
      )}
    >
      {children}
    </Link>
  );
}
