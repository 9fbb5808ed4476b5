import type { Metadata } from "next";
import { MissingPageTitle } from "@/components/shell/missing-page-title";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";

export const metadata: Metadata = { title: "Page introuvable" };

/** Inside an établissement the menu stays: one goes on from there. */
export default function NotFoundPage() {
  return (
    <div className="max-w-xl space-y-4">
      <MissingPageTitle />
      <PageHeader title="Page introuvable" />
      <p>Cette page n'existe pas ou n'existe plus, ou votre rôle ne permet pas de la voir. Continuez par le menu.</p>
      <PageLink href="/" className={buttonVariants()}>
        Revenir à l'accueil
      </PageLink>
    </div>
  );
}
