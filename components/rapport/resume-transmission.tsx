import { CircleCheck, CircleX, LoaderCircle, type LucideIcon, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { phrasesTransmission, titreTransmission } from "@/components/transmissions/phrases-transmission";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";

const APPARENCES: Readonly<Record<BilanTransmission["etat"], { icone: LucideIcon; classes: string }>> = {
  "en-cours": { icone: LoaderCircle, classes: "text-lien animate-spin" },
  terminee: { icone: CircleCheck, classes: "text-succes" },
  interrompue: { icone: TriangleAlert, classes: "text-attention" },
  echouee: { icone: CircleX, classes: "text-danger" },
};

/** What the last transmission did, in two lines. */
export function ResumeTransmission({ uai, bilan }: { uai: string; bilan: BilanTransmission }) {
  const { icone: Icone, classes } = APPARENCES[bilan.etat];
  return (
    <Card aria-label="Dernière transmission" className="flex items-start gap-3 px-4 py-3">
      <Icone aria-hidden="true" className={cn("mt-0.5 size-5 shrink-0", classes)} />
      <div className="min-w-0 tabular-nums">
        <p className="font-semibold">
          {titreTransmission(bilan)}{" "}
          <Link
            href={`/${uai}/transmissions/${bilan.id}`}
            className="ml-2 font-medium text-lien underline underline-offset-4 hover:no-underline print:hidden"
          >
            Voir le détail
          </Link>
        </p>
        <p className="text-encre-douce">{phrasesTransmission(bilan).join(" ")}</p>
        {bilan.erreur === null ? null : <p className="mt-1 font-medium text-danger">{bilan.erreur}</p>}
      </div>
    </Card>
  );
}
