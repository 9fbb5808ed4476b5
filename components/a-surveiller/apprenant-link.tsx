import { dossierLink } from "@/components/dossiers/dossier-link";
import { PageLink } from "@/components/shell/page-link";

type ApprenantLinkProps = { uai: string; id: string; apprenant: string };

/** The name of an apprentice, that leads to the dossier. */
export function ApprenantLink({ uai, id, apprenant }: ApprenantLinkProps) {
  return (
    <PageLink href={dossierLink(uai, id)} className="font-medium text-lien underline-offset-4 hover:underline">
      {apprenant === "" ? "Sans nom" : apprenant}
    </PageLink>
  );
}
