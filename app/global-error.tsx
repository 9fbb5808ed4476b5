"use client";

import "./globals.css";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";
import { FONTS } from "./fonts";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** When even the layout fails: a page of its own. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="fr" translate="no" className={FONTS}>
      <head>
        <title>Erreur · Passerelle TBA</title>
      </head>
      <body>
        <MessagePage title="Passerelle TBA ne répond pas" actions={<Button onClick={retry}>Réessayer</Button>}>
          <p>Une erreur inattendue s'est produite. Réessayez dans un instant.</p>
          {error.digest === undefined ? null : (
            <p className="mt-2 text-sm">
              Si l'erreur revient, donnez ce repère à votre support : <code>{error.digest}</code>
            </p>
          )}
        </MessagePage>
      </body>
    </html>
  );
}
