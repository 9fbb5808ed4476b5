"use client";

import "./globals.css";
import { MessagePage } from "@/components/shell/message-page";
import { FONTS } from "./fonts";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

// Every page carries this one's scripts: the button's own would be there twice.
const BUTTON =
  "inline-flex h-9 items-center rounded-md bg-bleu px-3.5 text-sm font-medium text-sur-bleu shadow-carte hover:bg-bleu-fort";

/** When even the layout fails: a page of its own. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="fr" translate="no" className={FONTS}>
      <head>
        <title>Erreur · Passerelle TBA</title>
      </head>
      <body>
        <MessagePage
          title="Passerelle TBA ne répond pas"
          actions={
            <button type="button" onClick={retry} className={BUTTON}>
              Réessayer
            </button>
          }
        >
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
