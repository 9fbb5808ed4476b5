import { HelpBubble } from "@/components/data-table/help-bubble";
import { listUrl } from "@/components/data-table/list-url";
import { PageLink } from "@/components/shell/page-link";
import type { Day } from "@/lib/domain/day";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import { isView, rapportViews } from "./rapport-views";
import "./ready-views.css";

type ReadyViewsProps = { path: string; searches: RapportSearches; today: Day };

/** The views that many want, one press away; a bubble says what each keeps. */
export function ReadyViews({ path, searches, today }: ReadyViewsProps) {
  return (
    <nav aria-label="Vues du rapport" className="vues">
      <ul>
        {rapportViews(today).map((view) => {
          const current = isView(view, searches);
          return (
            <li key={view.id}>
              <PageLink
                href={listUrl(path, view.searches, {})}
                scroll={false}
                aria-current={current ? "true" : undefined}
              >
                {view.label}
              </PageLink>
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
