import { CircleCheck, CircleX, KeyRound, type LucideIcon, WifiOff } from "lucide-react";
import { instantParis } from "@/components/dates/instant-paris";
import { Badge, type TonBadge } from "@/components/ui/badge";
import type { EtatCle } from "@/lib/services/parametrage/parametrage.types";

type ResultatTest = NonNullable<EtatCle["dernierTest"]>["resultat"];

const RESULTATS: Readonly<Record<ResultatTest, { icone: LucideIcon; ton: TonBadge; libelle: string }>> = {
  acceptee: { icone: CircleCheck, ton: "succes", libelle: "Clé acceptée par le TBA" },
  refusee: { icone: CircleX, ton: "danger", libelle: "Clé refusée par le TBA" },
  injoignable: { icone: WifiOff, ton: "attention", libelle: "TBA injoignable" },
};

/** «Enregistrée le jj/mm/aaaa à hh:mm par Nom», the key under dots. */
export function ResumeCle({ cle }: { cle: EtatCle }) {
  if (!cle.presente)
    return (
      <p className="flex items-center gap-2 text-encre-douce">
        <KeyRound aria-hidden="true" className="size-4 shrink-0" />
        Aucune clé enregistrée pour l'instant.
      </p>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="inline-flex items-center gap-2 font-medium">
        <KeyRound aria-hidden="true" className="size-4 shrink-0 text-lien" />
        <span aria-hidden="true" className="tracking-widest">
          ••••••••••••
        </span>
        <span className="sr-only">Clé masquée</span>
      </span>
      {cle.modifieeLe === null ? null : (
        <span className="text-encre-douce tabular-nums">
          Enregistrée le {instantParis(cle.modifieeLe)}
          {cle.modifieePar === null ? "" : ` par ${cle.modifieePar}`}
        </span>
      )}
    </p>
  );
}

/** What the TBA said of the key the last time, and when. */
export function ResultatTest({ test }: { test: EtatCle["dernierTest"] }) {
  if (test === null) return null;
  const { icone: Icone, ton, libelle } = RESULTATS[test.resultat];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge ton={ton}>
        <Icone aria-hidden="true" />
        {libelle}
      </Badge>
      <span className="text-dense text-encre-douce tabular-nums">Dernier test le {instantParis(test.le)}</span>
    </p>
  );
}
