import { PencilLine, Undo2 } from "lucide-react";
import { ChampSaisie } from "@/components/champ/champ-saisie";
import { Badge } from "@/components/ui/badge";
import { Label } from "@/components/ui/label";
import { champDe } from "@/lib/dossier/champs";
import type { Conflit } from "@/lib/services/dossier/dossier.types";
import { AnomaliesChamp } from "./anomalies-champ";
import { ConflitChamp } from "./conflit-champ";
import type { ChampDossier as Champ } from "./groupes-dossier";

type ChampDossierProps = {
  champ: Champ;
  /** What the person typed and is not kept yet. */
  saisi: string | undefined;
  erreur: string | undefined;
  conflit: Conflit | undefined;
  /** The form that gives the software's value back. */
  formulaireRetablir: string;
};

/** The identifier does not change: for the TBA it is who the apprentice is. */
export const estFige = (cle: Champ["cle"]) => cle === "id_erp_apprenant";

/** One field: its input, what is wrong with it, and beside a correction what the software says. */
export function ChampDossier({ champ, saisi, erreur, conflit, formulaireRetablir }: ChampDossierProps) {
  const { cle, valeur, source, anomalies } = champ;
  const { libelle, aide, requis } = champDe(cle);
  const id = `champ-${cle}`;
  const idAnomalies = `${id}-anomalies`;
  if (conflit !== undefined) return <ConflitChamp id={id} libelle={libelle} conflit={conflit} />;
  return (
    <div className="min-w-0 space-y-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <Label htmlFor={id} title={aide}>
          {libelle}
          {requis ? <span className="font-normal text-encre-douce"> (obligatoire)</span> : null}
        </Label>
        {source === null ? null : (
          <Badge ton="info">
            <PencilLine aria-hidden="true" />
            Corrigé
          </Badge>
        )}
      </div>
      <input type="hidden" name={`avant.${cle}`} value={valeur} />
      <ChampSaisie
        champ={cle}
        nom={`saisie.${cle}`}
        id={id}
        valeur={saisi ?? valeur}
        erreur={erreur}
        decritPar={anomalies.length === 0 ? undefined : idAnomalies}
      />
      {source === null ? null : (
        <p className="flex flex-wrap items-center gap-x-2 text-dense text-encre-douce">
          <span className="wrap-anywhere">
            Logiciel : <span className="text-encre">{source}</span>
          </span>
          <button
            type="submit"
            form={formulaireRetablir}
            name="retablir"
            value={cle}
            className="inline-flex min-h-6 items-center gap-1 font-medium text-lien underline-offset-4 hover:underline print:hidden"
          >
            <Undo2 aria-hidden="true" className="size-3.5" />
            Rétablir la valeur du logiciel
            <span className="sr-only"> : {libelle}</span>
          </button>
        </p>
      )}
      <AnomaliesChamp id={idAnomalies} anomalies={anomalies} />
    </div>
  );
}
