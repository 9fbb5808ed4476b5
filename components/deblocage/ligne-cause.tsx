import { Eye, Wrench } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button-variants";
import { LIBELLES_ACTEURS } from "@/lib/dossier/anomalie";
import type { CauseResumee } from "@/lib/services/deblocage/deblocage.types";
import { compteCause } from "./phrases-cause";

type LigneCauseProps = { cause: CauseResumee; lien: string; peutCorriger: boolean };

/** «SIRET du formateur invalide : 31 dossiers, en débloque 28», who can act, and the way to its repair. */
export function LigneCause({ cause, lien, peutCorriger }: LigneCauseProps) {
  const Icone = peutCorriger ? Wrench : Eye;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-4 py-2">
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <span className="font-medium">{cause.titre}</span>
        {" : "}
        <span className="tabular-nums">{compteCause(cause)}</span>
        <span className="block text-dense text-encre-douce md:ml-3 md:inline">
          Qui peut agir : {LIBELLES_ACTEURS[cause.acteur]}
        </span>
      </p>
      <Link
        href={lien}
        prefetch={false}
        className={buttonVariants({ variant: "secondaire", size: "petit", className: "print:hidden" })}
      >
        <Icone aria-hidden="true" />
        {peutCorriger ? "Corriger" : "Voir"}
        <span className="sr-only"> : {cause.titre}</span>
      </Link>
    </li>
  );
}
