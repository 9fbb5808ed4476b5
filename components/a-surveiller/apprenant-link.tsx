import Link from "next/link";
import { dossierLink } from "@/components/dossiers/dossier-link";

type ApprenantLinkProps = { uai: string; id: string; apprenant: string };

/** The name of an apprentice, that leads to the dossier. */
export function ApprenantLink({ uai, id, apprenant }: ApprenantLinkProps) {
  return (
    <Link
      href={dossierLink(uai, id)}
      prefetch={false}
      className="font-medium text-lien underline-offset-4 hover:underline"
    >
      {apprenant === "" ? "Sans nom" : apprenant}
    </Link>
  );
}
