"use client";

import type { ReactNode } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { type Day, frenchDay } from "@/lib/domain/day";
import { nextSaturday } from "@/lib/domain/kept-exclusion";
import type { Listed, TakenBack } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

/** Exclusions that were sent, then taken back: the TBA keeps them. Nothing when there are none. */
export function TakenBackExclusions({
  uai,
  dossiers,
  today,
  more,
}: {
  uai: string;
  dossiers: Listed<TakenBack>;
  today: Day;
  more: ReactNode;
}) {
  if (dossiers.kept === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Exclusions retirées que le TBA garde ({dossiers.kept.toLocaleString("fr-FR")})</CardTitle>
        <p className="text-encre-douce">
          Le TBA n'efface jamais une date reçue. Chaque transmission rend à l'apprenant son vrai statut, et le calcul du
          samedi à 5 h lui redonne « Abandon » jusqu'à la transmission suivante. Seul le support du TBA peut effacer la
          date : donnez-lui l'identifiant de l'apprenant dans le logiciel.
        </p>
      </CardHeader>
      <CardContent className="space-y-3">
        <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
          {dossiers.items.map(({ id, apprenant, formation, exclusion, sent }) => (
            <li key={id} className="px-4 py-2">
              <p>
                <ApprenantLink uai={uai} id={id} apprenant={apprenant} /> · exclusion du {frenchDay(exclusion)}
              </p>
              <p className="text-dense text-encre-douce">
                {formation === "" ? "" : `${formation} · `}
                {sent
                  ? `de nouveau « Abandon » le samedi ${frenchDay(nextSaturday(today))} à 5 h`
                  : "le dossier n'est plus transmis : « Abandon » reste affiché"}
              </p>
            </li>
          ))}
        </ul>
        {more}
      </CardContent>
    </Card>
  );
}
