"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { PageMessage } from "@/components/ui/page-message";

type ErreurProps = { error: Error & { digest?: string }; reset: () => void };

export default function PageErreur({ error, reset }: ErreurProps) {
  return (
    <PageMessage
      titre="Cette page n'a pas pu s'afficher"
      actions={
        <>
          <Button onClick={reset}>
            <RotateCcw aria-hidden="true" />
            Réessayer
          </Button>
          <Link href="/" className={buttonVariants({ variant: "secondaire" })}>
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
    </PageMessage>
  );
}
