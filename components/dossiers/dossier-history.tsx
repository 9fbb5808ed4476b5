import {
  CircleCheck,
  CircleHelp,
  CircleX,
  FilePlus2,
  FileSpreadsheet,
  type LucideIcon,
  PencilLine,
  RefreshCw,
} from "lucide-react";
import type { ReactNode } from "react";
import { parisInstant } from "@/components/dates/paris-instant";
import { showValue } from "@/components/field-input/show-value";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { champOf } from "@/lib/domain/champs";
import type { ChangedValue, TimelineEvent } from "@/lib/services/dossiers/dossiers.types";

type Narrative = { icon: LucideIcon; color: string; title: ReactNode; details: string[] };

const OUTCOMES = {
  accepted: { icon: CircleCheck, color: "text-succes", word: "accepté par le TBA" },
  refused: { icon: CircleX, color: "text-danger", word: "refusé par le TBA" },
  "not-sent": { icon: CircleHelp, color: "text-attention", word: "pas parti" },
  unanswered: { icon: CircleHelp, color: "text-attention", word: "sans réponse du TBA" },
} as const;

const change = ({ champ, before, after }: ChangedValue) =>
  `${champOf(champ).label} : ${showValue(champ, before)} → ${showValue(champ, after)}`;

function narrate(e: TimelineEvent, uai: string): Narrative {
  switch (e.kind) {
    case "creation":
      return { icon: FilePlus2, color: "text-lien", title: "Entré dans Passerelle TBA", details: [] };
    case "import":
      return {
        icon: FileSpreadsheet,
        color: "text-lien",
        title: (
          <>
            Présent dans le fichier {importLink(uai, e.importId, e.file)}, importé par {e.by}
          </>
        ),
        details: [],
      };
    case "correction": {
      const undone = e.undoneIso === null ? "" : `, annulé le ${parisInstant(e.undoneIso)}`;
      const title = `Corrigé par ${e.by}${undone}`;
      return { icon: PencilLine, color: "text-lien", title, details: e.values.map(change) };
    }
    case "correction-ended":
      return {
        icon: RefreshCw,
        color: e.outcome === "overridden" ? "text-attention" : "text-succes",
        title: (
          <>
            {e.outcome === "overridden" ? "Correction remplacée par l'ERP" : "Correction reprise par le logiciel"}{" "}
            {importLink(uai, e.importId, "(voir l'import)")}
          </>
        ),
        details: [change(e.value)],
      };
    case "submission": {
      const { icon, color, word } = OUTCOMES[e.outcome];
      const who = e.by === null ? "Transmission automatique" : `Transmission demandée par ${e.by}`;
      return { icon, color, title: `${who} : ${word}`, details: e.messages };
    }
  }
}

const importLink = (uai: string, id: string, text: string) => (
  <PageLink
    href={`/${uai}/imports/${encodeURIComponent(id)}`}
    className="font-medium text-lien underline-offset-4 wrap-anywhere hover:underline"
  >
    {text}
  </PageLink>
);

/** Imported, corrected by, sent, answered: the last first. */
export function DossierHistory({ uai, history }: { uai: string; history: readonly TimelineEvent[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Historique</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="space-y-3">
          {history.map((event, rank) => {
            const { icon: Icon, color, title, details } = narrate(event, uai);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is read once, never reordered in place.
              <li key={`${event.at} ${rank}`} className="flex items-start gap-2.5">
                <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${color}`} />
                <div className="min-w-0">
                  <p>{title}</p>
                  {details.map((detail) => (
                    <p key={detail} className="text-dense wrap-anywhere text-encre-douce">
                      {detail}
                    </p>
                  ))}
                  <p className="text-xs text-encre-douce tabular-nums">{parisInstant(event.at)}</p>
                </div>
              </li>
            );
          })}
        </ol>
      </CardContent>
    </Card>
  );
}
