"use client";

import { LoaderCircle } from "lucide-react";
import { serverClock } from "@/components/dates/server-clock";
import { Standstill } from "@/components/events/standstill";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import { isMoving, type Progress } from "@/lib/services/transmissions/transmissions.types";
import { formatDuration } from "./duration";
import { progressOf } from "./progress";
import { useProgress } from "./use-progress";

type LiveProgressProps = {
  uai: string;
  progress: Progress;
  /** When the page was made, as an ISO instant. */
  now: string;
};

const FIRST_ATTEMPT = "La transmission est demandée : elle commence dans un instant.";

/** A transmission under way: counts, speed, time left, and what it waits for. Without JavaScript the page reloads itself. */
export function LiveProgress({ uai, progress: initial, now }: LiveProgressProps) {
  const { transmission, queue } = useProgress(uai, initial);
  const inProgress = transmission?.status === "running" ? transmission : null;
  if (!isMoving({ transmission, queue })) return null;
  return (
    <Card aria-label="Transmission en cours" className="space-y-2 px-4 py-3">
      <noscript>
        <meta httpEquiv="refresh" content="4" />
      </noscript>
      <p className="flex items-center gap-3 font-semibold">
        <LoaderCircle aria-hidden="true" className="size-5 shrink-0 animate-spin text-lien" />
        {inProgress === null ? FIRST_ATTEMPT : "Transmission en cours"}
      </p>
      {inProgress === null ? <Standstill of={queue.kind} after={1} /> : <Detail summary={inProgress} now={now} />}
    </Card>
  );
}

function Detail({ summary, now }: { summary: NonNullable<Progress["transmission"]>; now: string }) {
  const readAt = typeof window === "undefined" ? now : serverClock(now, Date.now());
  const { done, share, perSecond, remainingSeconds } = progressOf(summary, readAt);
  const speed = perSecond === null ? null : `${plural(Math.round(perSecond), "dossier")} par seconde`;
  const remaining = remainingSeconds === null ? null : `encore ${formatDuration(remainingSeconds)} environ`;
  return (
    <>
      <div
        role="progressbar"
        aria-label="Dossiers envoyés"
        aria-valuemin={0}
        aria-valuemax={summary.eligibles}
        aria-valuenow={done}
        className="h-2 overflow-hidden rounded-full bg-surface-douce"
      >
        <div
          className="h-full rounded-full bg-bleu transition-[width]"
          style={{ width: `${Math.round(share * 100)}%` }}
        />
      </div>
      <p className="text-encre-douce tabular-nums" suppressHydrationWarning>
        {[
          `${plural(done, "dossier envoyé", "dossiers envoyés")} sur ${summary.eligibles.toLocaleString("fr-FR")}`,
          plural(summary.accepted, "accepté"),
          summary.refused === 0 ? null : plural(summary.refused, "refusé"),
          speed,
          remaining,
        ]
          .filter((chunk) => chunk !== null)
          .join(" · ")}
      </p>
      {summary.waitingFor === null ? (
        <Standstill of={String(done)} after={3} />
      ) : (
        <p className="font-medium text-attention">{summary.waitingFor}</p>
      )}
    </>
  );
}
