"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorProps) {
  return (
    <MessagePage
      title="Cette page n'a pas pu s'afficher"
      actions={
        <>
          <Button onClick={reset}>
            <RotateCcw aria-hidden="true" />
            Réessayer
          </Button>
          <Link href="/" className={buttonVariants({ variant: "secondary" })}>
            Revenir à l'accueil
          </Link>
        </>
      }
    >
      <p>Une erreur inattendue s'est produite. Réessayez dans un instant ; vos données n'ont pas été modifiées.</p>
      {error.digest === undefined ? null : (
        <p className="mt-2 text-sm">
          Si l'erreur revient, donnez ce repère à votre support : <code>{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
