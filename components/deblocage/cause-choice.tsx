import { PageLink } from "@/components/shell/page-link";
import { cn } from "@/components/ui/cn";
import { champOf } from "@/lib/domain/champs";
import type { CauseDetail } from "@/lib/services/deblocage/deblocage.types";
import { GROUPING_LABELS } from "./cause-sentences";

type CauseChoiceProps = {
  detail: CauseDetail;
  /** The address of this page with another choice. */
  link: (choice: Readonly<Record<string, string>>) => string;
};

/** Which field to correct, when the cause is about several, and how its values are given. Links: they work without JavaScript. */
export function CauseChoice({ detail, link }: CauseChoiceProps) {
  const { champ, champs, grouping, groupings, cause } = detail;
  const kept: Record<string, string> = champ === champs[0] ? {} : { champ };
  return (
    <div className="space-y-3">
      {champs.length === 1 ? null : (
        <Tabs
          name="Champ à corriger"
          tabs={champs.map((c) => ({ label: champOf(c).label, href: link({ champ: c }), active: c === champ }))}
        />
      )}
      {groupings.length === 1 || cause.dossiers === 0 ? null : (
        <Tabs
          name="Manière de corriger"
          tabs={groupings.map((r) => ({
            label: GROUPING_LABELS[r],
            href: link({ ...kept, par: r }),
            active: r === grouping,
          }))}
        />
      )}
    </div>
  );
}

type TabsProps = { name: string; tabs: readonly { label: string; href: string; active: boolean }[] };

function Tabs({ name, tabs }: TabsProps) {
  return (
    <nav aria-label={name}>
      <ul className="flex flex-wrap gap-1.5">
        {tabs.map(({ label, href, active }) => (
          <li key={href}>
            <PageLink
              href={href}
              scroll={false}
              aria-current={active ? "true" : undefined}
              className={cn(
                "inline-flex min-h-8 items-center rounded-full border border-trait-fort/60 px-3 py-1 text-dense font-medium hover:border-lien",
                active && "border-lien bg-bleu-doux text-lien",
              )}
            >
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
