"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { PageSkeleton } from "./page-skeleton";

/** A page that never comes must not leave the bar for ever. */
const GIVE_UP_MS = 20_000;

type Journey = { from: string; to: URL };

/** Where the link leads that the router follows by itself: a page, never a file. Null for any other click. */
function followed(event: MouseEvent): URL | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  return link !== null && event.defaultPrevented && link.href !== window.location.href ? new URL(link.href) : null;
}

/** The menu that was unfolded goes with the press: on a slow line it would hide the page for seconds, as if nothing had been pressed. */
const foldMenu = () => document.querySelector("[data-menu][open]")?.removeAttribute("open");

/**
 * Who was on what the other page took away with it begins at its content, not at the top of the site; what the page itself has to say takes the
 * keyboard first.
 */
function useKeyboardOnArrival(path: string) {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.getElementById("contenu")?.focus({ preventScroll: true });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [path]);
}

/** A bar at the top, and on the headings of a list, from the press of a link until its page is there; the shape of the page too when it is another one. */
export function NavigationBar() {
  const path = usePathname();
  const address = `${path} ${useSearchParams().toString()}`;
  const [journey, leave] = useState<Journey | null>(null);
  const to = journey?.from === address ? journey.to : null;
  const waiting = to !== null;
  useKeyboardOnArrival(path);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once one has arrived, or «Précédent» would find the page left still on its way elsewhere.
  useEffect(() => leave(null), [address]);

  useEffect(() => {
    // After the router's own listener, which stops the browser from following the link.
    const press = (event: MouseEvent) => {
      const target = followed(event);
      if (target === null) return;
      foldMenu();
      leave({ from: address, to: target });
    };
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

  if (to === null) return null;
  return (
    <>
      <div aria-hidden="true" className="barre-attente fixed inset-x-0 top-0 z-50 h-0.5 print:hidden" />
      {to.pathname === path ? null : <PageSkeleton path={to.pathname} />}
    </>
  );
}
