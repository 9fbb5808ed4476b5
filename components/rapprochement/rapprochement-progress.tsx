"use client";

import { LoaderCircle } from "lucide-react";
import { useEvents } from "@/components/events/use-events";
import { Card } from "@/components/ui/card";
import { RAPPROCHEMENT_STATES, type RapprochementState } from "@/lib/domain/enumerations";

const isMoving = (state: RapprochementState) => state === "waiting" || state === "running";

function parse(event: string): RapprochementState | null {
  return RAPPROCHEMENT_STATES.find((state) => event === JSON.stringify(state)) ?? null;
}

/** A rapprochement that waits or is under way. Without JavaScript the page reloads itself. */
export function RapprochementProgress({ uai, state: initial }: { uai: string; state: RapprochementState }) {
  const state = useEvents({ url: `/${uai}/etablissement/rapprochement/progression`, parse, isMoving }, initial);
  return (
    <Card aria-label="Rapprochement en cours" className="space-y-2 px-4 py-3">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <p role="status" className="flex items-center gap-3 font-semibold">
        <LoaderCircle aria-hidden="true" className="size-5 shrink-0 animate-spin text-lien" />
        {state === "waiting"
          ? "Les listes sont reçues : le rapprochement commence dans un instant."
          : "Les listes sont comparées à vos dossiers…"}
      </p>
      <p className="text-dense text-encre-douce">Vous pouvez fermer cette page : rien n'est perdu.</p>
    </Card>
  );
}
