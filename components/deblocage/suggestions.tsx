import { montrerValeur } from "@/components/champ/montrer-valeur";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Button } from "@/components/ui/button";
import type { CleChamp } from "@/lib/dossier/champs";
import type { GroupeCause } from "@/lib/services/deblocage/deblocage.types";

type SuggestionsProps = { champ: CleChamp; groupe: GroupeCause; enCours: boolean };

/** Values already in use, to take with one press: it fills the input and shows the effect, with or without JavaScript. */
export function Suggestions({ champ, groupe, enCours }: SuggestionsProps) {
  if (groupe.suggestions.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {groupe.suggestions.map(({ saisie, dossiers }) => (
        <li key={saisie}>
          <Button
            type="submit"
            name="prendre"
            value={`${groupe.cle}=${saisie}`}
            variant="secondaire"
            size="petit"
            disabled={enCours}
            className="h-auto min-h-8 py-1 whitespace-normal"
          >
            <span>
              Prendre <span className="tabular-nums">{montrerValeur(champ, saisie)}</span>
              <span className="font-normal text-encre-douce">
                {" "}
                ({dossiers === 0 ? "votre établissement" : nombreDe(dossiers, "dossier valide", "dossiers valides")})
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
