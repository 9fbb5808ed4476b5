import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { frenchDay } from "@/lib/domain/day";
import type { NotBegun } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

/** Dossiers that the TBA has and does not list yet: their first day is to come. Nothing when there are none. */
export function NotBegunDossiers({ uai, dossiers }: { uai: string; dossiers: readonly NotBegun[] }) {
  if (dossiers.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Parcours qui n'ont pas commencé ({dossiers.length})</CardTitle>
        <p className="text-encre-douce">
          Le TBA prend ces dossiers, mais ses listes ne les montrent qu'à partir du premier jour de la formation ou du
          contrat : rien à faire d'ici là.
        </p>
      </CardHeader>
      <CardContent>
        <ul className="max-h-96 divide-y divide-trait overflow-y-auto rounded-md border border-trait">
          {dossiers.map(({ id, apprenant, formation, day }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2">
              <span>
                <ApprenantLink uai={uai} id={id} apprenant={apprenant} />
                {formation === "" ? "" : ` · ${formation}`}
              </span>
              <span className="text-encre-douce tabular-nums">sur le TBA le {frenchDay(day)}</span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
