"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

/** A page that never comes must not leave the bar for ever. */
const GIVE_UP_MS = 20_000;

/** The link that the router follows by itself: a page, never a file. */
function isFollowed(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  return link !== null && event.defaultPrevented && link.href !== window.location.href;
}

/** A bar at the top, and on the headings of a list, from the press of a link until its page is there. */
export function NavigationBar() {
  const address = `${usePathname()} ${useSearchParams().toString()}`;
  // The address that was left, null when nothing is on its way.
  const [left, leave] = useState<string | null>(null);
  const waiting = left === address;

  useEffect(() => {
    // After the router's own listener, which stops the browser from following the link.
    const press = (event: MouseEvent) => isFollowed(event) && leave(address);
    document.addEventListener("click", press);
    return () => document.removeEventListener("click", press);
  }, [address]);

  useEffect(() => {
    if (!waiting) return;
    document.documentElement.dataset.attente = "";
    const timer = setTimeout(() => leave(null), GIVE_UP_MS);
    return () => {
      clearTimeout(timer);
      delete document.documentElement.dataset.attente;
    };
  }, [waiting]);

  return waiting ? (
    <div aria-hidden="true" className="barre-attente fixed inset-x-0 top-0 z-50 h-0.5 print:hidden" />
  ) : null;
}
