"use client";

import { useRouter } from "next/navigation";
import { lazy, type MouseEvent, Suspense, useMemo, useRef } from "react";
import type { ListParams } from "@/components/data-table/column.types";
import { dossierLink } from "@/components/dossiers/dossier-link";
import { unpackLines } from "./packed-lines";
import { rapportRows } from "./rapport-rows";
import { useBubble } from "./use-bubble";

/** Asked for when a first icon is under the hand: the page shows without it. */
const load = () => import("./anomalie-bubble");
const AnomalieBubble = lazy(load);

type RapportBodyProps = {
  uai: string;
  params: ListParams;
  /** The lines, as `packLines` packed them. */
  packed: string;
};

/**
 * The lines of the report: their words come once, their HTML is made of them here and in the browser, and one bubble serves them all. Without
 * JavaScript names are links and icons open the browser's own popovers.
 */
export function RapportBody({ uai, params, packed }: RapportBodyProps) {
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const { opened, ...bubble } = useBubble(body, load);
  const html = useMemo(
    () => ({ __html: rapportRows(unpackLines(packed), (id) => dossierLink(uai, id, params)) }),
    [packed, uai, params],
  );

  /** A link to a dossier goes there without loading the site again, as the others do. */
  function follow(event: MouseEvent<HTMLTableSectionElement>) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(link.pathname + link.search);
  }

  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rapportRows escapes every word, and its test tries names made of tags. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keyboard; a press of Enter is a click. */}
      <tbody ref={body} className="rapport" onClick={follow} dangerouslySetInnerHTML={html} />
      {opened === null ? null : (
        <Suspense>
          <AnomalieBubble key={opened.icon.id} opened={opened} {...bubble} />
        </Suspense>
      )}
    </>
  );
}
