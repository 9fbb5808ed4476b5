"use client";

import Link from "next/link";
import { HelpBubble } from "@/components/data-table/help-bubble";
import { listUrl } from "@/components/data-table/list-url";
import { cn } from "@/components/ui/cn";
import type { Day } from "@/lib/domain/day";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import { isView, rapportViews } from "./rapport-views";

type ReadyViewsProps = { path: string; searches: RapportSearches; today: Day };

/** The views that many want, one press away; a bubble says what each keeps. */
export function ReadyViews({ path, searches, today }: ReadyViewsProps) {
  return (
    <nav aria-label="Vues du rapport" className="print:hidden">
      <ul className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-dense">
        {rapportViews(today).map((view) => {
          const current = isView(view, searches);
          return (
            <li key={view.id} className="flex items-center gap-1.5">
              <Link
                href={listUrl(path, view.searches, {})}
                scroll={false}
                prefetch={false}
                aria-current={current ? "true" : undefined}
                className={cn(
                  "inline-flex min-h-7 items-center rounded-md border border-trait-fort/60 bg-surface px-2.5 font-medium hover:bg-surface-douce",
                  current && "border-lien bg-bleu-doux text-lien",
                )}
              >
                {view.label}
              </Link>
              <HelpBubble id={`vue-${view.id}`} about={view.label}>
                {view.help}
              </HelpBubble>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
