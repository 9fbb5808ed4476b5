import { FileSpreadsheet, Upload } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";

/** Before the first import: what to do. The links are null for those who may not. */
export function EmptyRapport({ importLink, newLink }: { importLink: string | null; newLink: string | null }) {
  return (
    <Card aria-label="Aucun dossier" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <FileSpreadsheet aria-hidden="true" className="size-10 text-lien" strokeWidth={1.5} />
      <h2 className="text-lg font-semibold">Aucun dossier apprenant pour l'instant</h2>
      <p className="max-w-prose text-encre-douce">
        {importLink === null
          ? "Dès qu'un gestionnaire aura importé le fichier de vos apprentis, leurs dossiers paraîtront ici."
          : "Importez le fichier de vos apprentis (xlsx ou csv) : chaque dossier sera vérifié tout de suite, et vous verrez ici ce qui empêche sa transmission."}
      </p>
      {importLink === null ? null : (
        <PageLink href={importLink} className={buttonVariants()}>
          <Upload aria-hidden="true" />
          Importer un fichier
        </PageLink>
      )}
      {newLink === null ? null : (
        <PageLink href={newLink} className="font-medium text-lien underline underline-offset-4">
          Ou saisissez un dossier à la main
        </PageLink>
      )}
    </Card>
  );
}
