import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { APPARENCES_ETATS } from "@/components/rapport/apparence-etat";
import { Badge } from "@/components/ui/badge";
import { EntetePage } from "@/components/ui/entete-page";
import { LIBELLES_ETATS } from "@/lib/dossier/etat";
import { LIBELLES_STATUTS, statutAuJour } from "@/lib/dossier/statut";
import type { Dossier } from "@/lib/services/dossier/dossier.types";
import { MarquesTba } from "./marques-tba";
import { NavigationDossier } from "./navigation-dossier";

type EnteteDossierProps = {
  dossier: Dossier;
  /** The report as it was filtered. */
  retour: string;
  lien: (id: string) => string;
};

/** Who it is, where the dossier stands, and the way to the others. */
export function EnteteDossier({ dossier, retour, lien }: EnteteDossierProps) {
  const { apprenant, numero, formation, employeur, anneeScolaire, apprenti, etat, parcours, aujourdhui } = dossier;
  const { precedent, suivant, rang, total } = dossier.voisins;
  const { icone: Icone, ton } = APPARENCES_ETATS[etat];
  const statut =
    parcours === null ? "inconnu (dates illisibles)" : LIBELLES_STATUTS[statutAuJour(parcours, aujourdhui)];
  const lieux = [numero === null ? "" : `N° ${numero}`, formation, anneeScolaire, employeur].filter((t) => t !== "");
  return (
    <div className="space-y-1.5">
      <Link
        href={retour}
        className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        Rapport de transmission
      </Link>
      <EntetePage
        titre={apprenant === "" ? "Apprenant sans nom" : apprenant}
        actions={
          <NavigationDossier
            precedent={precedent === null ? null : lien(precedent)}
            suivant={suivant === null ? null : lien(suivant)}
            rang={rang}
            total={total}
          />
        }
      >
        <p className="text-encre-douce wrap-anywhere">{lieux.join(" · ")}</p>
        {apprenti ? (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Badge ton={ton}>
              <Icone aria-hidden="true" />
              {LIBELLES_ETATS[etat]}
            </Badge>
            <p>
              Statut sur TBA : <strong className="font-semibold">{statut}</strong>
            </p>
            <MarquesTba marques={dossier.marques} />
          </div>
        ) : (
          <p>Ce n'est pas un apprenti dans le logiciel : son dossier est conservé, jamais transmis.</p>
        )}
      </EntetePage>
    </div>
  );
}
