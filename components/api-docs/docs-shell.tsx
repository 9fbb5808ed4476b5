import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";
import { PageHeader } from "@/components/shell/page-header";
import { SkipLink } from "@/components/shell/skip-link";
import { CONNECT, DOCS, OPENAPI } from "./docs-links";

const LINK = "text-lien underline underline-offset-4";

type DocsShellProps = { title: string; introduction: ReactNode; children: ReactNode };

/** The frame of the documentation's pages, which anybody may read. */
export function DocsShell({ title, introduction, children }: DocsShellProps) {
  return (
    <div className="mx-auto max-w-4xl space-y-6 px-5 py-8">
      <SkipLink />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Mark />
        <nav aria-label="Documentation" className="flex flex-wrap gap-x-5 gap-y-2 text-dense">
          <a className={LINK} href={CONNECT}>
            Brancher un logiciel
          </a>
          <a className={LINK} href={DOCS}>
            Chaque appel
          </a>
          <a className={LINK} href={OPENAPI}>
            OpenAPI (JSON)
          </a>
        </nav>
      </header>
      <main id="contenu" tabIndex={-1} className="space-y-6 outline-none">
        <PageHeader title={title} path={["API pour les logiciels"]}>
          <div className="max-w-prose text-encre-douce">{introduction}</div>
        </PageHeader>
        {children}
      </main>
    </div>
  );
}
