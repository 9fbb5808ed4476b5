import {
  CircleCheck,
  CircleHelp,
  CircleX,
  FilePlus2,
  FileSpreadsheet,
  type LucideIcon,
  PencilLine,
  RefreshCw,
} from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { montrerValeur } from "@/components/champ/montrer-valeur";
import { instantParis } from "@/components/dates/instant-paris";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { champDe } from "@/lib/dossier/champs";
import type { Evenement, ValeurChangee } from "@/lib/services/dossier/dossier.types";

type Recit = { icone: LucideIcon; couleur: string; titre: ReactNode; details: string[] };

const ISSUES = {
  accepte: { icone: CircleCheck, couleur: "text-succes", mot: "accepté par le TBA" },
  refuse: { icone: CircleX, couleur: "text-danger", mot: "refusé par le TBA" },
  "non-envoye": { icone: CircleHelp, couleur: "text-attention", mot: "pas parti" },
  "sans-reponse": { icone: CircleHelp, couleur: "text-attention", mot: "sans réponse du TBA" },
} as const;

const changement = ({ champ, avant, apres }: ValeurChangee) =>
  `${champDe(champ).libelle} : ${montrerValeur(champ, avant)} → ${montrerValeur(champ, apres)}`;

function raconter(e: Evenement, uai: string): Recit {
  switch (e.genre) {
    case "creation":
      return { icone: FilePlus2, couleur: "text-lien", titre: "Reçu pour la première fois", details: [] };
    case "import":
      return {
        icone: FileSpreadsheet,
        couleur: "text-lien",
        titre: (
          <>
            Présent dans le fichier {lienImport(uai, e.importId, e.fichier)}, importé par {e.par}
          </>
        ),
        details: [],
      };
    case "correction": {
      const annulee = e.annuleeLe === null ? "" : `, annulé le ${instantParis(e.annuleeLe)}`;
      const titre = `Corrigé par ${e.par}${annulee}`;
      return { icone: PencilLine, couleur: "text-lien", titre, details: e.valeurs.map(changement) };
    }
    case "fin-de-correction":
      return {
        icone: RefreshCw,
        couleur: e.sort === "remplacee" ? "text-attention" : "text-succes",
        titre: (
          <>
            {e.sort === "remplacee" ? "Correction remplacée par l'ERP" : "Correction reprise par le logiciel"}{" "}
            {lienImport(uai, e.importId, "(voir l'import)")}
          </>
        ),
        details: [changement(e.valeur)],
      };
    case "envoi": {
      const { icone, couleur, mot } = ISSUES[e.issue];
      const qui = e.par === null ? "Transmission automatique" : `Transmission demandée par ${e.par}`;
      return { icone, couleur, titre: `${qui} : ${mot}`, details: e.messages };
    }
  }
}

const lienImport = (uai: string, id: string, texte: string) => (
  <Link
    href={`/${uai}/imports?bilan=${encodeURIComponent(id)}`}
    className="font-medium text-lien underline-offset-4 wrap-anywhere hover:underline"
  >
    {texte}
  </Link>
);

/** Imported, corrected by, sent, answered: the last first. */
export function HistoriqueDossier({ uai, historique }: { uai: string; historique: readonly Evenement[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Historique</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="space-y-3">
          {historique.map((evenement, rang) => {
            const { icone: Icone, couleur, titre, details } = raconter(evenement, uai);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is read once, never reordered in place.
              <li key={`${evenement.le} ${rang}`} className="flex items-start gap-2.5">
                <Icone aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${couleur}`} />
                <div className="min-w-0">
                  <p>{titre}</p>
                  {details.map((detail) => (
                    <p key={detail} className="text-dense wrap-anywhere text-encre-douce">
                      {detail}
                    </p>
                  ))}
                  <p className="text-xs text-encre-douce tabular-nums">{instantParis(evenement.le)}</p>
                </div>
              </li>
            );
          })}
        </ol>
      </CardContent>
    </Card>
  );
}
