import { CircleCheck, CircleX, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { transmissionSentences, transmissionTitle } from "@/components/transmissions/transmission-sentences";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";

const APPEARANCES: Readonly<Record<TransmissionSummary["status"], { icon: LucideIcon; classes: string }>> = {
  running: { icon: LoaderCircle, classes: "text-lien animate-spin" },
  completed: { icon: CircleCheck, classes: "text-succes" },
  interrupted: { icon: TriangleAlert, classes: "text-attention" },
  failed: { icon: CircleX, classes: "text-danger" },
};

/** What the last transmission did, in two lines. */
export function TransmissionSummaryLine({ uai, summary }: { uai: string; summary: TransmissionSummary }) {
  const { icon: Icon, classes } = APPEARANCES[summary.status];
  return (
    <Card aria-label="Dernière transmission" className="flex items-start gap-3 px-4 py-3">
      <Icon aria-hidden="true" className={cn("mt-0.5 size-5 shrink-0", classes)} />
      <div className="min-w-0 tabular-nums">
        <p className="font-semibold">
          {transmissionTitle(summary)}{" "}
          <PageLink
            href={`/${uai}/transmissions/${summary.id}`}
            className="font-medium whitespace-nowrap text-lien underline underline-offset-4 hover:no-underline print:hidden"
          >
            Voir le détail
          </PageLink>
        </p>
        <p className="text-encre-douce">{transmissionSentences(summary).join(" ")}</p>
        {summary.error === null ? null : <p className="mt-1 font-medium text-danger">{summary.error}</p>}
      </div>
    </Card>
  );
}
