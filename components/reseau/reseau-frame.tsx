import type { ReactNode } from "react";
import type { FormAction } from "@/components/forms/form-action.types";
import { KeyboardHelp } from "@/components/keyboard/keyboard-help";
import { Mark } from "@/components/shell/mark";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { SkipLink } from "@/components/shell/skip-link";
import { cn } from "@/components/ui/cn";

const PAGES = [
  { href: "/reseau", label: "Établissements" },
  { href: "/reseau/causes", label: "Causes communes" },
] as const;

type ReseauFrameProps = {
  here: (typeof PAGES)[number]["href"];
  title: string;
  /** The names of the réseaux. */
  path: readonly string[];
  actions?: ReactNode;
  introduction: ReactNode;
  signOut: FormAction;
  children: ReactNode;
};

/** Around the pages of a réseau, which are of no établissement. */
export function ReseauFrame({ here, title, path, actions, introduction, signOut, children }: ReseauFrameProps) {
  return (
    <div className="mx-auto max-w-[100rem] space-y-5 px-4 py-6 sm:px-6">
      <SkipLink />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Mark />
        <nav aria-label="Réseau" className="flex flex-wrap items-center gap-x-5 gap-y-1">
          {PAGES.map(({ href, label }) => (
            <PageLink
              key={href}
              href={href}
              aria-current={href === here ? "page" : undefined}
              className={cn(
                "py-1 text-lien underline-offset-4 hover:underline",
                href === here && "font-semibold underline",
              )}
            >
              {label}
            </PageLink>
          ))}
          <PageLink href="/mon-compte" className="py-1 text-lien underline-offset-4 hover:underline">
            Mon compte
          </PageLink>
          <SignOutForm signOut={signOut}>
            <button type="submit" className="py-1 text-lien underline-offset-4 hover:underline">
              Se déconnecter
            </button>
          </SignOutForm>
        </nav>
      </header>
      <main id="contenu" tabIndex={-1} className="space-y-5 outline-none">
        <PageHeader title={title} aide="reseau" path={path} actions={actions}>
          <div className="max-w-3xl text-encre-douce">{introduction}</div>
        </PageHeader>
        {children}
        <KeyboardHelp />
      </main>
    </div>
  );
}
