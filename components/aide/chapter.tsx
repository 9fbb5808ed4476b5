import type { ReactNode } from "react";
import { CHAPTERS, type ChapterId } from "./chapters";

/** A chapter of the help, under the address that the «?» of a page opens. */
export function Chapter({ id, children }: { id: ChapterId; children: ReactNode }) {
  return (
    <section
      aria-labelledby={`titre-${id}`}
      id={id}
      className="max-w-prose scroll-mt-4 space-y-3 text-base leading-7 print:break-inside-avoid-page"
    >
      <h2 id={`titre-${id}`} className="pt-2 text-lg font-semibold">
        {CHAPTERS[id]}
      </h2>
      {children}
    </section>
  );
}
