"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { announce } from "@/components/shell/announce";

/** What a keyboard can stand on at the start of a list: the form around a table, or a short table's region. */
const LISTS = "#tableau, main section[tabindex]";

/** The list that ends where its pages are chosen; the choice itself where none can take the focus. */
function listBefore(nav: HTMLElement): HTMLElement {
  const before = [...document.querySelectorAll<HTMLElement>(LISTS)].filter(
    (list) => (list.compareDocumentPosition(nav) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  return before.at(-1) ?? nav;
}

type PageNavProps = { page: number; pages: number; children: ReactNode };

/** Around the links to the other pages of a list: the one that comes is said aloud, and the keyboard goes to its start when the link is gone. */
export function PageNav({ page, pages, children }: PageNavProps) {
  const nav = useRef<HTMLElement>(null);
  const pressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how many pages there are is no news.
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    announce(`Page ${page} sur ${pages}.`);
    if (document.activeElement === document.body && nav.current !== null)
      listBefore(nav.current).focus({ preventScroll: true });
  }, [page]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keyboard; a press of Enter is a click.
    <nav
      ref={nav}
      tabIndex={-1}
      aria-label="Pages du tableau"
      onClick={({ target }) => {
        pressed.current = target instanceof Element && target.closest("a") !== null;
      }}
      className="flex flex-wrap items-center gap-2 outline-none print:hidden"
    >
      {children}
    </nav>
  );
}
