import Link from "next/link";
import { lienDossier } from "@/components/dossier/lien-dossier";

type LienApprenantProps = { uai: string; id: string; apprenant: string };

/** The name of an apprentice, that leads to the dossier. */
export function LienApprenant({ uai, id, apprenant }: LienApprenantProps) {
  return (
    <Link
      href={lienDossier(uai, id)}
      prefetch={false}
      className="font-medium text-lien underline-offset-4 hover:underline"
    >
      {apprenant === "" ? "Sans nom" : apprenant}
    </Link>
  );
}
