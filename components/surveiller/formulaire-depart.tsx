import { UserRoundX } from "lucide-react";
import { SaisieDate } from "@/components/champ/saisie-date";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { ErreurChamp } from "@/components/ui/erreur-champ";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Absent, EtatDepart } from "@/lib/services/surveiller/surveiller.types";
import { RAISONS } from "./libelles-raisons";

type FormulaireDepartProps = {
  absent: Absent;
  envoyer: (donnees: FormData) => void;
  enCours: boolean;
  /** What was typed, when it was refused. */
  saisi: EtatDepart["refuse"];
  erreurs: Readonly<Record<string, string>>;
};

/** The four reasons, a date, a cause. */
export function FormulaireDepart({ absent, envoyer, enCours, saisi, erreurs }: FormulaireDepartProps) {
  const id = (nom: string) => `${nom}-${absent.id}`;
  return (
    <form action={envoyer} className="mt-2 space-y-3">
      <input type="hidden" name="dossier" value={absent.id} />
      <fieldset
        className="space-y-1.5"
        aria-describedby={erreurs.raison === undefined ? undefined : id("raison-erreur")}
      >
        <legend className="text-sm font-medium">Pourquoi ce dossier n'est-il plus dans le fichier ?</legend>
        {RAISONS.map(({ raison, libelle, suite }) => (
          <label key={raison} htmlFor={id(raison)} className="flex items-start gap-2">
            <input
              key={saisi?.raison}
              type="radio"
              id={id(raison)}
              name="raison"
              value={raison}
              defaultChecked={saisi?.raison === raison}
              className="mt-1 size-4 shrink-0 accent-lien"
            />
            <span>
              {libelle} <span className="text-encre-douce">: {suite}</span>
            </span>
          </label>
        ))}
        <ErreurChamp id={id("raison-erreur")} message={erreurs.raison} />
      </fieldset>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="w-48 space-y-1">
          <Label htmlFor={id("date")}>Date</Label>
          <SaisieDate
            key={saisi?.date}
            id={id("date")}
            nom="date"
            valeur={saisi?.date ?? ""}
            invalide={erreurs.date !== undefined}
            decritPar={erreurs.date === undefined ? undefined : id("date-erreur")}
          />
          <ErreurChamp id={id("date-erreur")} message={erreurs.date} />
        </div>
        <div className="w-72 space-y-1">
          <Label htmlFor={id("cause")}>
            Cause <span className="font-normal text-encre-douce">(facultatif)</span>
          </Label>
          <Input
            key={saisi?.cause}
            id={id("cause")}
            name="cause"
            defaultValue={saisi?.cause}
            maxLength={200}
            autoComplete="off"
          />
        </div>
      </div>
      <BoutonAction enCours={enCours} libelleEnCours="Enregistrement…" icone={UserRoundX} size="petit">
        Enregistrer
      </BoutonAction>
    </form>
  );
}
