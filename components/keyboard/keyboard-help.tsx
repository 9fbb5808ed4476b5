"use client";

import { Keyboard } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { KeyTable } from "./key-table";
import { areKeysOn, plainKey, turnKeys } from "./keys-preference";
import { clearSearch, focusSearch } from "./search-keys";

/** `/` searches, Escape clears the search, `?` lists the keys; the list can turn those of one character off. */
export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [on, setOn] = useState(true);

  useEffect(() => {
    setOn(areKeysOn());
    function press(event: KeyboardEvent) {
      if (event.key === "Escape" && clearSearch(event.target)) return event.preventDefault();
      const key = plainKey(event);
      if (key === "?") dialog.current?.showModal();
      else if (key !== "/" || !focusSearch()) return;
      event.preventDefault();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <div className="mt-6 carte:hidden noscript:hidden print:hidden">
      <Button variant="discreet" size="small" onClick={() => dialog.current?.showModal()}>
        <Keyboard aria-hidden="true" />
        Touches du clavier
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="m-auto w-full max-w-md rounded-lg border border-trait bg-surface p-5 text-encre shadow-bulle backdrop:bg-black/50"
      >
        <h2 id={titleId} className="text-base font-semibold">
          Touches du clavier
        </h2>
        <div className="mt-3">
          <KeyTable />
        </div>
        <label className="mt-4 flex items-start gap-2">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => {
              setOn(event.target.checked);
              turnKeys(event.target.checked);
            }}
            className="mt-0.5 size-4 shrink-0 accent-bleu"
          />
          <span>Les touches d'un seul caractère agissent (décochez si vous dictez à l'ordinateur)</span>
        </label>
        <div className="mt-4 flex justify-end">
          <Button onClick={() => dialog.current?.close()}>Fermer</Button>
        </div>
      </dialog>
    </div>
  );
}
