import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { Card, CardContent } from "@/components/ui/card";
import { EntetePage } from "@/components/ui/entete-page";
import { Message } from "@/components/ui/message";
import type { BilanImport, CorrectionFinie } from "@/lib/services/imports/imports.types";
import { FormulaireImport } from "./formulaire-import";
import { HistoriqueImports } from "./historique-imports";
import { ResultatImport } from "./resultat-import";

export type PageImportsProps = {
  uai: string;
  peutImporter: boolean;
  importer: ActionFormulaire;
  /** The import to show in full: the last one, the one that the URL names (`bilan`). */
  bilan: BilanImport | null;
  /** The corrections that the one shown ended. */
  finies: readonly CorrectionFinie[];
  historique: readonly BilanImport[];
};

/** «Établissement › Importer». */
export function PageImports({ uai, peutImporter, importer, bilan, finies, historique }: PageImportsProps) {
  return (
    <div className="max-w-5xl space-y-5">
      <EntetePage titre="Importer" chemin={["Établissement"]} />
      {peutImporter ? (
        <Card>
          <CardContent>
            <FormulaireImport importer={importer} />
          </CardContent>
        </Card>
      ) : (
        <Message ton="info" titre="Lecture seule">
          Seuls les gestionnaires et les administrateurs de l'établissement peuvent importer un fichier.
        </Message>
      )}
      {bilan === null ? null : <ResultatImport uai={uai} bilan={bilan} finies={finies} />}
      <HistoriqueImports imports={historique} chemin={`/${uai}/imports`} choisi={bilan?.id ?? null} />
    </div>
  );
}
