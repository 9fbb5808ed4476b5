"use client";

import { useLayoutEffect } from "react";

const TITLE = "Page introuvable · Passerelle TBA";

/**
 * The title of a page that is not there, for as long as it is shown: once the scripts have come, the router gives the tab that of the page which
 * was asked for.
 */
export function MissingPageTitle() {
  useLayoutEffect(() => {
    const keep = () => {
      if (document.title !== TITLE) document.title = TITLE;
    };
    keep();
    const watch = new MutationObserver(keep);
    watch.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return null;
}
