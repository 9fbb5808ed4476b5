import { FolderOpen, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { urlListe } from "@/components/data-table/url-liste";
import { cn } from "@/components/ui/cn";
import { ETATS, type Etat, LIBELLES_ETATS } from "@/lib/dossier/etat";
import { APPARENCES_ETATS } from "./apparence-etat";

type CompteursEtatsProps = {
  chemin: string;
  parametres: Readonly<Record<string, string>>;
  total: number;
  parEtat: Readonly<Record<Etat, number>>;
};

/** How many dossiers in each state; a press keeps only these. */
export function CompteursEtats({ chemin, parametres, total, parEtat }: CompteursEtatsProps) {
  const actif = parametres.etat ?? "";
  const compteur = (etat: Etat | "", libelle: string, nombre: number, Icone: LucideIcon, couleur: string) => (
    <li key={etat} className="min-w-0 max-md:first:col-span-2">
      <Link
        href={urlListe(chemin, parametres, { etat: etat === "" ? null : etat })}
        scroll={false}
        prefetch={false}
        aria-current={actif === etat ? "true" : undefined}
        className={cn(
          "flex h-full items-center gap-2.5 rounded-lg border border-trait bg-surface px-3.5 py-2 shadow-carte transition-colors hover:border-trait-fort",
          actif === etat && "border-lien bg-bleu-doux hover:border-lien",
        )}
      >
        <Icone aria-hidden="true" className={cn("size-5 shrink-0", nombre === 0 ? "text-encre-douce" : couleur)} />
        <span className="min-w-0">
          <span className="block text-lg leading-6 font-semibold tabular-nums">{nombre.toLocaleString("fr-FR")}</span>
          <span className="block text-dense text-encre-douce">{libelle}</span>
        </span>
      </Link>
    </li>
  );
  return (
    <nav aria-label="Dossiers par état">
      <ul className="grid grid-cols-2 gap-2.5 md:grid-cols-5">
        {compteur("", "Tous les dossiers", total, FolderOpen, "text-lien")}
        {ETATS.map((etat) => {
          const { icone, couleur } = APPARENCES_ETATS[etat];
          return compteur(etat, LIBELLES_ETATS[etat], parEtat[etat], icone, couleur);
        })}
      </ul>
    </nav>
  );
}
