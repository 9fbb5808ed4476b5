"use client";

import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { guardHistory } from "./history-guard";

/** What leads elsewhere: a link, the form of the way out (`data-sortie`), or a step in the browser's history. */
type Exit = HTMLAnchorElement | HTMLFormElement | "history";

const addressOf = (href: string) => href.split("#")[0];

/** The link that a plain press follows within the site, null for any other press. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.href === "" || (link.target !== "" && link.target !== "_self") || link.download !== "")
    return null;
  const samePage = addressOf(link.href) === addressOf(window.location.href);
  return samePage && link.hash !== "" ? null : link;
}

function exitOf(event: Event): Exit | null {
  if (event instanceof MouseEvent) return linkOf(event);
  const form = event.target;
  return form instanceof HTMLFormElement && form.dataset.sortie !== undefined ? form : null;
}

/** Asks before a page with something typed and not saved is left: by a link, a key that follows one, the way out, «Précédent», a reload. */
export function LeaveGuard({ isChanged }: { isChanged: () => boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const exit = useRef<Exit | null>(null);
  const leaving = useRef(false);
  const changed = useRef(isChanged);
  const stay = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  useEffect(() => {
    changed.current = isChanged;
  });

  useEffect(() => {
    let here = { href: window.location.href, state: window.history.state };
    const note = () => {
      here = { href: window.location.href, state: window.history.state };
    };
    /** On what loses nothing: `autoFocus` is not in the page that the router draws, and the first button leaves. */
    function open() {
      dialog.current?.showModal();
      stay.current?.focus();
    }
    /** The browser is elsewhere in its history already, and this page still there: its entry is put back, and the other is one step behind. */
    function comeBack(event: PopStateEvent) {
      if (leaving.current || !changed.current()) return;
      if (addressOf(window.location.href) === addressOf(here.href)) return;
      event.stopImmediatePropagation();
      window.history.pushState(here.state, "", here.href);
      exit.current = "history";
      if (dialog.current?.open === false) open();
    }
    function ask(event: Event) {
      if (leaving.current) return;
      const found = exitOf(event);
      if (found === null || !changed.current()) return;
      event.preventDefault();
      event.stopPropagation();
      exit.current = found;
      open();
    }
    function warn(event: BeforeUnloadEvent) {
      if (!leaving.current && changed.current()) event.preventDefault();
    }
    // Before the router's own: it follows a link as soon as it hears of it.
    document.addEventListener("click", ask, true);
    document.addEventListener("submit", ask, true);
    document.addEventListener("input", note);
    const endGuard = guardHistory(comeBack);
    window.addEventListener("beforeunload", warn);
    return () => {
      document.removeEventListener("click", ask, true);
      document.removeEventListener("submit", ask, true);
      document.removeEventListener("input", note);
      endGuard();
      window.removeEventListener("beforeunload", warn);
    };
  }, []);

  function leave() {
    leaving.current = true;
    dialog.current?.close();
    if (exit.current === "history") window.history.back();
    else if (exit.current instanceof HTMLFormElement) exit.current.requestSubmit();
    else exit.current?.click();
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      aria-describedby={`${titleId}-texte`}
      className="m-auto max-w-md rounded-lg border border-trait bg-surface p-5 text-encre shadow-bulle backdrop:bg-black/50"
    >
      <h2 id={titleId} className="text-base font-semibold">
        Quitter sans enregistrer ?
      </h2>
      <p id={`${titleId}-texte`} className="mt-1.5">
        Ce que vous avez saisi n'est pas enregistré. Cet onglet le garde, et vous le rendra si vous revenez ici avant de
        vous déconnecter.
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={leave}>
          Quitter sans enregistrer
        </Button>
        <Button ref={stay} onClick={() => dialog.current?.close()}>
          Rester sur la page
        </Button>
      </div>
    </dialog>
  );
}
