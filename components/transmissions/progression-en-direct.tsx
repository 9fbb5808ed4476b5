"use client";

import { LoaderCircle } from "lucide-react";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card } from "@/components/ui/card";
import { bouge, type Progression } from "@/lib/services/transmission/transmission.types";
import { avancement } from "./avancement";
import { dureeEnClair } from "./duree";
import { useProgression } from "./suivre-progression";

type ProgressionEnDirectProps = {
  uai: string;
  progression: Progression;
  /** When the page was made, as an ISO instant. */
  maintenant: string;
};

const DEPART = "La transmission est demandée : elle commence dans un instant.";

/** A transmission under way: counts, speed, time left, and what it waits for. Without JavaScript the page reloads itself. */
export function ProgressionEnDirect({ uai, progression: initiale, maintenant }: ProgressionEnDirectProps) {
  const { transmission, file } = useProgression(uai, initiale);
  const enCours = transmission?.etat === "en-cours" ? transmission : null;
  if (!bouge({ transmission, file })) return null;
  return (
    <Card aria-label="Transmission en cours" className="space-y-2 px-4 py-3">
      <noscript>
        <meta httpEquiv="refresh" content="4" />
      </noscript>
      <p className="flex items-center gap-3 font-semibold">
        <LoaderCircle aria-hidden="true" className="size-5 shrink-0 animate-spin text-lien" />
        {enCours === null ? DEPART : "Transmission en cours"}
      </p>
      {enCours === null ? null : <Detail bilan={enCours} maintenant={maintenant} />}
    </Card>
  );
}

function Detail({ bilan, maintenant }: { bilan: NonNullable<Progression["transmission"]>; maintenant: string }) {
  const lueA = typeof window === "undefined" ? maintenant : new Date().toISOString();
  const { faits, part, parSeconde, resteSecondes } = avancement(bilan, lueA);
  const vitesse = parSeconde === null ? null : `${Math.round(parSeconde).toLocaleString("fr-FR")} dossiers par seconde`;
  const reste = resteSecondes === null ? null : `encore ${dureeEnClair(resteSecondes)} environ`;
  return (
    <>
      <div
        role="progressbar"
        aria-label="Dossiers envoyés"
        aria-valuemin={0}
        aria-valuemax={bilan.eligibles}
        aria-valuenow={faits}
        className="h-2 overflow-hidden rounded-full bg-surface-douce"
      >
        <div
          className="h-full rounded-full bg-bleu transition-[width]"
          style={{ width: `${Math.round(part * 100)}%` }}
        />
      </div>
      <p className="text-encre-douce tabular-nums" suppressHydrationWarning>
        {[
          `${nombreDe(faits, "dossier envoyé", "dossiers envoyés")} sur ${bilan.eligibles.toLocaleString("fr-FR")}`,
          nombreDe(bilan.acceptes, "accepté"),
          bilan.refuses === 0 ? null : nombreDe(bilan.refuses, "refusé"),
          vitesse,
          reste,
        ]
          .filter((morceau) => morceau !== null)
          .join(" · ")}
      </p>
      {bilan.attente === null ? null : <p className="font-medium text-attention">{bilan.attente}</p>}
    </>
  );
}
