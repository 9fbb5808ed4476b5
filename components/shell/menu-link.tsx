"use client";

import type { LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageLink } from "./page-link";

type MenuLinkProps = { href: string; icon: LucideIcon; label: string; children?: ReactNode };

/** An entry of the menu, marked when its page or a page below is on screen. Where the menu is folded, the icon alone shows, and `title` says it. */
export function MenuLink({ href, icon: Icon, label, children }: MenuLinkProps) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <PageLink href={href} aria-current={here ? "page" : undefined} title={label}>
      <Icon aria-hidden="true" />
      <span>{label}</span>
      {children}
    </PageLink>
  );
}
