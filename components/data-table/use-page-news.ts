import { type RefObject, useEffect, useRef } from "react";
import { announce } from "@/components/shell/announce";

/** What a keyboard can stand on at the start of a list: the form around a table, or a short table's region. */
const LISTS = "#tableau, main section[tabindex]";

/** The list that ends where its pages are chosen; the choice itself where none can take the focus. */
function listBefore(pages: HTMLElement): HTMLElement {
  const before = [...document.querySelectorAll<HTMLElement>(LISTS)].filter(
    (list) => (list.compareDocumentPosition(pages) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  return before.at(-1) ?? pages;
}

/**
 * Another page of a list is said aloud, and the keyboard goes to its start when what was pressed is gone: «Suivante» on the last page. Answers
 * what the element around the links is told of a press.
 */
export function usePageNews(nav: RefObject<HTMLElement | null>, page: number, pages: number): () => void {
  const pressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how many pages there are is no news.
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    announce(`Page ${page} sur ${pages}.`);
    if (document.activeElement === document.body && nav.current !== null)
      listBefore(nav.current).focus({ preventScroll: true });
  }, [page]);
  return () => {
    pressed.current = true;
  };
}
