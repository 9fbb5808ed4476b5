import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** The rooms above the page: «Paramétrage», «API». */
  path?: readonly string[];
  /** Buttons, at the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
};

/** The top of a page: where one is, its title, what can be done. */
export function PageHeader({ title, path = [], actions, children }: PageHeaderProps) {
  return (
    <header className="space-y-2">
      {path.length === 0 ? null : <p className="text-dense text-encre-douce">{path.join(" › ")}</p>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="min-w-0 pt-1 text-xl leading-7 font-semibold tracking-tight sm:text-[1.375rem]">{title}</h1>
        {actions}
      </div>
      {children}
    </header>
  );
}
