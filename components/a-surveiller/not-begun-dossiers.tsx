"use client";

import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { frenchDay } from "@/lib/domain/day";
import type { Listed, NotBegun } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

/** Dossiers that the TBA has and does not list yet: their first day is to come. Nothing when there are none. */
export function NotBegunDossiers({
  uai,
  dossiers,
  more,
}: {
  uai: string;
  dossiers: Listed<NotBegun>;
  more: ReactNode;
}) {
  if (dossiers.kept === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Parcours qui n'ont pas commencé ({dossiers.kept.toLocaleString("fr-FR")})</CardTitle>
        <p className="text-encre-douce">
          Le TBA prend ces dossiers, mais ses listes ne les montrent qu'à partir du premier jour de la formation ou du
          contrat : rien à faire d'ici là.
        </p>
      </CardHeader>
      <CardContent className="space-y-3">
        <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
          {dossiers.items.map(({ id, apprenant, formation, day }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2">
              <span>
                <ApprenantLink uai={uai} id={id} apprenant={apprenant} />
                {formation === "" ? "" : ` · ${formation}`}
              </span>
              <span className="text-encre-douce tabular-nums">sur le TBA le {frenchDay(day)}</span>
            </li>
          ))}
        </ul>
        {more}
      </CardContent>
    </Card>
  );
}
