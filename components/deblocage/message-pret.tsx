"use client";

import { Copy, Mail } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import type { MessageCause } from "@/lib/services/deblocage/deblocage.types";

/** A text to send to who can act. The address of the mail link only carries the subject. */
export function MessagePret({ message }: { message: MessageCause }) {
  const texte = useRef<HTMLTextAreaElement>(null);
  const [copie, noterCopie] = useState(false);
  async function copier() {
    texte.current?.select();
    await navigator.clipboard.writeText(message.corps);
    noterCopie(true);
  }
  return (
    <div className="space-y-3">
      <p className="text-encre-douce">
        À envoyer à {message.destinataire}, qui peut corriger à la source. Ce message ne nomme aucun apprenant.
      </p>
      <textarea
        ref={texte}
        readOnly
        aria-label={`Message pour ${message.destinataire}`}
        rows={14}
        value={message.corps}
        className="w-full rounded-md border border-trait-fort bg-surface p-3 text-dense text-encre"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={copier} variant="secondaire" className="noscript:hidden">
          <Copy aria-hidden="true" />
          Copier le message
        </Button>
        <a
          href={`mailto:?subject=${encodeURIComponent(message.objet)}`}
          className={buttonVariants({ variant: "secondaire" })}
        >
          <Mail aria-hidden="true" />
          Ouvrir un e-mail
        </a>
        <span aria-live="polite" className="text-dense text-succes">
          {copie ? "Message copié : collez-le dans l'e-mail." : ""}
        </span>
      </div>
    </div>
  );
}
