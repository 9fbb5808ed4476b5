import Link from "next/link";
import { instantParis } from "@/components/dates/instant-paris";
import { Message } from "@/components/ui/message";
import type { NoteImport } from "@/lib/services/imports/imports.types";
import { phraseCorrections } from "./phrase-corrections";

/** The morning after: the corrections that the last import ended, and where the list is. */
export function NoteCorrections({ uai, note }: { uai: string; note: NoteImport }) {
  return (
    <Message ton={note.remplacees > 0 ? "attention" : "info"} titre={phraseCorrections(note)}>
      Import du {instantParis(note.le)}.{" "}
      <Link
        href={`/${uai}/imports?bilan=${encodeURIComponent(note.importId)}#corrections`}
        className="font-medium text-lien underline underline-offset-4"
      >
        Voir lesquelles
      </Link>
    </Message>
  );
}
