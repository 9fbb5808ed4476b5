import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import { PageLink } from "@/components/shell/page-link";
import type { ImportNote } from "@/lib/services/imports/imports.types";
import { correctionsSentence } from "./corrections-sentence";

/** The morning after: the corrections that the last import ended, and where the list is. */
export function CorrectionsNote({ uai, note }: { uai: string; note: ImportNote }) {
  return (
    <Message tone={note.overridden > 0 ? "attention" : "info"} title={correctionsSentence(note)}>
      Import du {parisInstant(note.at)}.{" "}
      <PageLink
        href={`/${uai}/imports/${encodeURIComponent(note.importId)}#corrections`}
        className="font-medium text-lien underline underline-offset-4"
      >
        Voir lesquelles
      </PageLink>
    </Message>
  );
}
