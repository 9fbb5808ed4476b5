"use client";

import { LoaderCircle } from "lucide-react";
import * as z from "zod/mini";
import { useEvents } from "@/components/events/use-events";
import { Card } from "@/components/ui/card";
import { RAPPROCHEMENT_STATES } from "@/lib/domain/enumerations";
import { plural } from "@/lib/domain/plural";
import type { RapprochementStanding } from "@/lib/services/rapprochement/rapprochement.types";

const isMoving = ({ state }: RapprochementStanding) => state === "waiting" || state === "running";

const schema: z.ZodMiniType<RapprochementStanding> = z.object({
  state: z.enum(RAPPROCHEMENT_STATES),
  progress: z.nullable(z.object({ step: z.enum(["comparing", "writing"]), lines: z.int(), dossiers: z.int() })),
});

function parse(event: string): RapprochementStanding | null {
  try {
    const parsed = schema.safeParse(JSON.parse(event));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function wordOf({ state, progress }: RapprochementStanding): string {
  if (state === "waiting") return "Les listes sont reçues : le rapprochement commence dans un instant.";
  if (progress === null) return "Vos dossiers et les listes sont relus…";
  const compared = `${plural(progress.lines, "ligne")} et ${plural(progress.dossiers, "apprenti")}`;
  return progress.step === "comparing"
    ? `Comparaison de ${compared}…`
    : `${compared} comparés : le résultat s'enregistre…`;
}

type RapprochementProgressProps = { uai: string; standing: RapprochementStanding };

/** A rapprochement that waits or is under way. Without JavaScript the page reloads itself. */
export function RapprochementProgress({ uai, standing }: RapprochementProgressProps) {
  const now = useEvents({ url: `/${uai}/etablissement/rapprochement/progression`, parse, isMoving }, standing);
  return (
    <Card aria-label="Rapprochement en cours" className="space-y-2 px-4 py-3">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <p role="status" className="flex items-center gap-3 font-semibold">
        <LoaderCircle aria-hidden="true" className="size-5 shrink-0 animate-spin text-lien" />
        {wordOf(now)}
      </p>
      <p className="text-dense text-encre-douce">Vous pouvez fermer cette page : rien n'est perdu.</p>
    </Card>
  );
}
