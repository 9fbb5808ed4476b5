"use client";

import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { LeftBehindDossier, Listed } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

type LeftBehindDossiersProps = { uai: string; dossiers: Listed<LeftBehindDossier>; more: ReactNode };

/** Second dossiers that stay at the TBA since a formateur, a school year or an identifier changed. Nothing when there are none. */
export function LeftBehindDossiers({ uai, dossiers, more }: LeftBehindDossiersProps) {
  if (dossiers.kept === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Anciens dossiers que le TBA garde ({dossiers.kept.toLocaleString("fr-FR")})</CardTitle>
        <p className="text-encre-douce">
          Pour le TBA, un apprenant qui change de formateur, d'année scolaire ou d'identifiant est un dossier de plus :
          l'ancien reste, et ne change plus. Seul le support du TBA peut le retirer : donnez-lui l'identifiant de
          l'apprenant dans le logiciel et ce qui est écrit ici.
        </p>
      </CardHeader>
      <CardContent className="space-y-3">
        <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
          {dossiers.items.map(({ id, apprenant, formation, identifier, under }) => (
            <li key={`${id} ${under}`} className="px-4 py-2">
              <p>
                <ApprenantLink uai={uai} id={id} apprenant={apprenant} /> · {under}
              </p>
              <p className="text-dense text-encre-douce">
                {formation === "" ? "" : `${formation} · `}identifiant {identifier}
              </p>
            </li>
          ))}
        </ul>
        {more}
      </CardContent>
    </Card>
  );
}
