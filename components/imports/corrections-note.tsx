import { Fragment } from "react";
import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import { PageLink } from "@/components/shell/page-link";
import { plural } from "@/lib/domain/plural";
import type { ImportNote } from "@/lib/services/imports/imports.types";
import { correctionsSentence } from "./corrections-sentence";

const LINK = "font-medium text-lien underline underline-offset-4";

/** The morning after: the corrections that the last import ended, or the calls of a software since, and where the lists are. */
export function CorrectionsNote({ uai, note }: { uai: string; note: ImportNote }) {
  const path = (importId: string) => `/${uai}/imports/${encodeURIComponent(importId)}#corrections`;
  const more = note.imports - note.links.length;
  return (
    <Message tone={note.overridden > 0 ? "attention" : "info"} title={correctionsSentence(note)}>
      {note.imports === 1
        ? note.links.map(({ importId, at }) => (
            <Fragment key={importId}>
              Import du {parisInstant(at)}.{" "}
              <PageLink href={path(importId)} className={LINK}>
                Voir lesquelles
              </PageLink>
            </Fragment>
          ))
        : null}
      {note.imports === 1 ? null : (
        <>
          En {plural(note.imports, "import")}. Voir celles du{" "}
          {note.links.map(({ importId, at }, rank) => (
            <Fragment key={importId}>
              {rank === 0 ? "" : ", du "}
              <PageLink href={path(importId)} className={LINK}>
                {parisInstant(at)}
              </PageLink>
            </Fragment>
          ))}
          {more === 0
            ? "."
            : ` ; ${plural(more, "import plus ancien est", "imports plus anciens sont")} dans l'historique de chaque dossier.`}
        </>
      )}
    </Message>
  );
}
