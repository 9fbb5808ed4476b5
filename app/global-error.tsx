"use client";

import "@fontsource-variable/inter";
import "./globals.css";
import { Button } from "@/components/ui/button";
import { PageMessage } from "@/components/ui/page-message";

type ErreurGlobaleProps = { error: Error & { digest?: string }; reset: () => void };

/** When even the layout fails: a page of its own. */
export default function ErreurGlobale({ error, reset }: ErreurGlobaleProps) {
  return (
    <html lang="fr">
      <head>
        <title>Erreur · Passerelle TBA</title>
      </head>
      <body>
        <PageMessage titre="Passerelle TBA ne répond pas" actions={<Button onClick={reset}>Réessayer</Button>}>
          <p>Une erreur inattendue s'est produite. Réessayez dans un instant.</p>
          {error.digest === undefined ? null : (
            <p className="mt-2 text-sm">
              Si l'erreur revient, donnez ce repère à votre support : <code>{error.digest}</code>
            </p>
          )}
        </PageMessage>
      </body>
    </html>
  );
}
