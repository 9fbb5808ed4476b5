import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { buttonVariants } from "@/components/ui/button-variants";

export const metadata: Metadata = { title: "Page introuvable" };

export default function NotFoundPage() {
  return (
    <MessagePage
      title="Page introuvable"
      actions={
        <Link href="/" className={buttonVariants()}>
          Revenir à l'accueil
        </Link>
      }
    >
      <p>Cette page n'existe pas, ou vous n'y avez pas accès. Vérifiez l'adresse, ou repartez de l'accueil.</p>
    </MessagePage>
  );
}
