"use client";

import { LoaderCircle } from "lucide-react";
import { serverClock } from "@/components/dates/server-clock";
import { Standstill } from "@/components/events/standstill";
import { useEvents } from "@/components/events/use-events";
import { formatDuration, secondsBetween } from "@/components/transmissions/duration";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import { type ImportStanding, isImportMoving } from "@/lib/services/imports/preview/preview.types";
import { importPath } from "./import-path";
import { parseStanding } from "./parse-standing";

type ImportProgressProps = {
  uai: string;
  id: string;
  standing: ImportStanding;
  /** When the page was made, as an ISO instant. */
  now: string;
};

/** Under which a speed means nothing. */
const MIN_OBSERVATION_S = 2;

const WORDS = {
  received: "Le fichier est reçu : sa lecture commence dans un instant.",
  reading: "Lecture du fichier",
  applying: "L'import s'applique",
} as const;

function remaining({ done, total, startedAt }: NonNullable<ImportStanding["progress"]>, now: string): string | null {
  const seconds = secondsBetween(startedAt, now);
  if (done === 0 || seconds < MIN_OBSERVATION_S || done >= total) return null;
  return `encore ${formatDuration(((total - done) * seconds) / done)} environ`;
}

/** A file that is read or applied: how far, how long still. Without JavaScript the page reloads itself. */
export function ImportProgress({ uai, id, standing: initial, now }: ImportProgressProps) {
  const url = `${importPath(uai, id)}/progression`;
  const { state, progress } = useEvents({ url, parse: parseStanding, isMoving: isImportMoving }, initial);
  const word = state in WORDS ? WORDS[state as keyof typeof WORDS] : "Un instant…";
  const readAt = typeof window === "undefined" ? now : serverClock(now, Date.now());
  const share = progress === null || progress.total === 0 ? null : Math.min(1, progress.done / progress.total);
  return (
    <Card aria-label="Import en cours" className="space-y-2 px-4 py-3">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <p className="flex items-center gap-3 font-semibold">
        <LoaderCircle aria-hidden="true" className="size-5 shrink-0 animate-spin text-lien" />
        {word}
      </p>
      {progress !== null && share === null && progress.done > 0 ? (
        <p className="text-encre-douce tabular-nums">{plural(progress.done, "ligne lue", "lignes lues")}</p>
      ) : null}
      {progress === null || share === null ? null : (
        <>
          <div
            role="progressbar"
            aria-label="Lignes faites"
            aria-valuemin={0}
            aria-valuemax={progress.total}
            aria-valuenow={progress.done}
            className="h-2 overflow-hidden rounded-full bg-surface-douce"
          >
            <div
              className="h-full rounded-full bg-bleu transition-[width]"
              style={{ width: `${Math.round(share * 100)}%` }}
            />
          </div>
          <p className="text-encre-douce tabular-nums" suppressHydrationWarning>
            {[
              `${plural(progress.done, "ligne")} sur ${progress.total.toLocaleString("fr-FR")}`,
              remaining(progress, readAt),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </p>
        </>
      )}
      <Standstill of={`${state} ${progress?.done}`} after={state === "received" ? 1 : 3} />
      <p className="text-dense text-encre-douce">Vous pouvez fermer cette page : rien n'est perdu.</p>
    </Card>
  );
}
