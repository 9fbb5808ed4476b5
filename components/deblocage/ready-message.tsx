"use client";

import { Copy, Mail } from "lucide-react";
import { useRef } from "react";
import { useCopy } from "@/components/forms/use-copy";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import type { CauseMessage } from "@/lib/services/deblocage/deblocage.types";

/** A text to send to who can act. The address of the mail link only carries the subject. */
export function ReadyMessage({ message }: { message: CauseMessage }) {
  const text = useRef<HTMLTextAreaElement>(null);
  const [said, copy] = useCopy("Message copié : collez-le dans l'e-mail.");
  return (
    <div className="space-y-3">
      <p className="text-encre-douce">
        À envoyer à {message.recipient}, qui peut corriger à la source. Ce message ne nomme aucun apprenant.
      </p>
      <textarea
        ref={text}
        readOnly
        aria-label={`Message pour ${message.recipient}`}
        rows={14}
        value={message.body}
        className="w-full rounded-md border border-trait-fort bg-surface p-3 text-dense text-encre"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => void copy(text.current)} variant="secondary" className="noscript:hidden">
          <Copy aria-hidden="true" />
          Copier le message
        </Button>
        <a
          href={`mailto:?subject=${encodeURIComponent(message.subject)}`}
          className={buttonVariants({ variant: "secondary" })}
        >
          <Mail aria-hidden="true" />
          Ouvrir un e-mail
        </a>
        <span className="text-dense text-succes">{said}</span>
      </div>
    </div>
  );
}
