import { CircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import { aideLink, CHAPTERS, type ChapterId } from "@/components/aide/chapters";
import { PageLink } from "./page-link";

type PageHeaderProps = {
  title: ReactNode;
  /** The rooms above the page: «Paramétrage», «API». */
  path?: readonly string[];
  /** Buttons, at the right of the title. */
  actions?: ReactNode;
  /** The chapter of the help that speaks of the page. */
  aide?: ChapterId;
  children?: ReactNode;
};

/** The top of a page: where one is, its title, what can be done. */
export function PageHeader({ title, path = [], actions, aide, children }: PageHeaderProps) {
  return (
    <header className="space-y-2">
      {path.length === 0 ? null : <p className="text-dense text-encre-douce wrap-anywhere">{path.join(" › ")}</p>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-start gap-1.5">
          <h1 className="min-w-0 pt-1 text-xl leading-7 font-semibold tracking-tight wrap-anywhere sm:text-[1.375rem]">
            {title}
          </h1>
          {aide === undefined ? null : <AideLink chapter={aide} />}
        </div>
        {actions}
      </div>
      {children}
    </header>
  );
}

function AideLink({ chapter }: { chapter: ChapterId }) {
  return (
    <PageLink
      href={aideLink(chapter)}
      title="Aide"
      className="mt-1 inline-flex size-7 shrink-0 items-center justify-center rounded-md text-encre-douce hover:bg-surface-douce hover:text-lien print:hidden"
    >
      <CircleQuestionMark aria-hidden="true" className="size-4.5" />
      <span className="sr-only">Aide : {CHAPTERS[chapter]}</span>
    </PageLink>
  );
}
