"use client";

import { createPortal } from "react-dom";

/** Pages that are a form; the others are a list. */
const FORMS = /\/(apprenants\/[^/]+|mission-apprentissage|nouveau)$/;

/**
 * The shape of the page that is on its way, at its own heights, over the one that is left: that one stays below, with its focus, its scroll and what was typed in it, should
 * the other never come. A quick page never shows it (`states.css` holds it back for a moment).
 */
export function PageSkeleton({ path }: { path: string }) {
  const main = document.getElementById("contenu");
  if (main === null) return null;
  return createPortal(
    <div aria-hidden="true" data-squelette="">
      <div>
        <span className="h-8 w-72 max-w-full" />
        <span className="mt-2 h-5 w-md max-w-full" />
        {FORMS.test(path) ? <FormShape /> : <ListShape />}
      </div>
    </div>,
    main,
  );
}

function ListShape() {
  return (
    <>
      <span className="mt-6 h-9 w-96 max-w-full" />
      <span className="mt-4 h-12" />
      {Array.from({ length: 12 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move.
        <span key={row} className="mt-px h-11" />
      ))}
    </>
  );
}

function FormShape() {
  return (
    <div className="mt-6 grid gap-4 lg:grid-cols-2">
      {Array.from({ length: 6 }, (_, card) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move.
        <span key={card} className="h-44" />
      ))}
    </div>
  );
}
