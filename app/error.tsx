"use client";

import { RotateCcw } from "lucide-react";
import { MessagePage } from "@/components/shell/message-page";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { BUSY_DIGEST } from "@/lib/domain/busy-digest";

/** `retry` asks the server for the page again; Next's `reset` only draws again what had failed there. */
type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorProps) {
  const busy = error.digest === BUSY_DIGEST;
  return (
    <MessagePage
      title={busy ? "Un instant" : "Cette page n'a pas pu s'afficher"}
      actions={
        <>
          <Button onClick={retry}>
            <RotateCcw aria-hidden="true" />
            Réessayer
          </Button>
          <PageLink href="/" className={buttonVariants({ variant: "secondary" })}>
            Revenir à l'accueil
          </PageLink>
        </>
      }
    >
      <p>
        {busy
          ? "Le service est très occupé : réessayez dans un instant."
          : "Une erreur inattendue s'est produite. Réessayez dans un instant ; vos données n'ont pas été modifiées."}
      </p>
      {busy || error.digest === undefined ? null : (
        <p className="mt-2 text-sm">
          Si l'erreur revient, donnez ce repère à votre support : <code>{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
