import type { Metadata } from "next";
import { MessagePage } from "@/components/shell/message-page";
import { MissingPageTitle } from "@/components/shell/missing-page-title";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";

export const metadata: Metadata = { title: "Page introuvable" };

export default function NotFoundPage() {
  return (
    <MessagePage
      title="Page introuvable"
      actions={
        <PageLink href="/" className={buttonVariants()}>
          Revenir à l'accueil
        </PageLink>
      }
    >
      <MissingPageTitle />
      <p>Cette page n'existe pas, ou vous n'y avez pas accès. Vérifiez l'adresse, ou repartez de l'accueil.</p>
    </MessagePage>
  );
}
