import type { ReactNode } from "react";
import { KeyboardHelp } from "@/components/keyboard/keyboard-help";
import { Mark } from "@/components/shell/mark";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { SkipLink } from "@/components/shell/skip-link";
import { ANOMALIES_AIDE } from "./chapters";
import { PrintButton } from "./print-button";

const LINK = "text-lien underline underline-offset-4";

type AideFrameProps = { title: string; introduction: ReactNode; children: ReactNode };

/** Around the pages of the help, which are the same for every établissement. */
export function AideFrame({ title, introduction, children }: AideFrameProps) {
  return (
    <div className="mx-auto max-w-4xl space-y-6 px-4 py-6 sm:px-6 print:max-w-none print:p-0">
      <SkipLink />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 print:hidden">
        <Mark />
        <nav aria-label="Aide" className="flex flex-wrap items-center gap-x-5 gap-y-2 text-dense">
          <PageLink className={LINK} href="/aide">
            Le tutoriel
          </PageLink>
          <PageLink className={LINK} href={ANOMALIES_AIDE}>
            Que faire si…
          </PageLink>
          <PageLink className={LINK} href="/">
            Revenir aux dossiers
          </PageLink>
          <PrintButton />
        </nav>
      </header>
      <main id="contenu" tabIndex={-1} className="space-y-6 outline-none">
        <PageHeader title={title}>
          <div className="max-w-prose text-encre-douce">{introduction}</div>
        </PageHeader>
        {children}
        <KeyboardHelp />
      </main>
    </div>
  );
}
