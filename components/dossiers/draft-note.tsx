import { Undo2 } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import type { Draft } from "@/components/forms/drafts";
import { Message } from "@/components/shell/message";
import { Told } from "@/components/shell/told";
import { Button } from "@/components/ui/button";

type DraftNoteProps = {
  draft: Draft;
  /** The version that the page shows. */
  version: string;
  undo: () => void;
};

/** What was typed before the page was left is back in its fields: since when, and the way to drop it. */
export function DraftNote({ draft: { savedAt, version: typedOver }, version, undo }: DraftNoteProps) {
  const sentence = `Votre saisie du ${parisInstant(savedAt)} a été gardée.`;
  return (
    <Told sentence={sentence} className="outline-none print:hidden">
      <Message tone="info" title={sentence}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p>
            Elle est de nouveau dans les champs, mais pas encore enregistrée.
            {typedOver === version ? "" : " Le dossier a changé depuis : vérifiez avant d'enregistrer."}
          </p>
          <Button variant="secondary" size="small" onClick={undo}>
            <Undo2 aria-hidden="true" />
            Abandonner cette saisie
          </Button>
        </div>
      </Message>
    </Told>
  );
}
