import { cn } from "@/components/ui/cn";
import { Message } from "@/components/ui/message";
import type { EtatAction } from "@/lib/services/etat-action.types";

/** The answer of an action, read aloud when it arrives: the region stays in the page, empty and without height before. */
export function MessageAction({ etat, className }: { etat: EtatAction; className?: string }) {
  return (
    <div aria-live="polite">
      {etat.message === "" ? null : (
        <Message ton={etat.statut === "erreur" ? "erreur" : "succes"} className={cn("mt-3", className)}>
          {etat.message}
        </Message>
      )}
    </div>
  );
}
