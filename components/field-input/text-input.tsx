import { Input } from "@/components/ui/input";
import type { ChampType } from "@/lib/domain/champs/definition";
import { SITUATIONS } from "@/lib/domain/contrat/nomenclatures";
import type { InputProps } from "./input.types";

type Keyboard = { inputMode?: "numeric" | "tel" | "email"; placeholder?: string };

/** The keyboard that a telephone shows, and the form that the value takes. */
const KEYBOARDS: Partial<Record<ChampType, Keyboard>> = {
  email: { inputMode: "email", placeholder: "nom@exemple.fr" },
  emailStrict: { inputMode: "email", placeholder: "nom@exemple.fr" },
  telephone: { inputMode: "tel", placeholder: "06 12 34 56 78" },
  codePostal: { inputMode: "numeric", placeholder: "5 chiffres" },
  codePostalTolere: { inputMode: "numeric", placeholder: "5 chiffres" },
  duree: { inputMode: "numeric" },
  situation: { inputMode: "numeric", placeholder: "4 chiffres" },
  anneeScolaire: { placeholder: "2026-2027" },
  uai: { placeholder: "0123456A" },
  dernierOrganisme: { placeholder: "0123456A ou 35" },
  rncp: { placeholder: "RNCP38243" },
  cfd: { placeholder: "8 chiffres ou capitales" },
  communeInsee: { placeholder: "35238" },
};

/** A field that one types; SIFA's situations are offered as one goes. */
export function TextInput({ id, name, value, invalide, describedBy, type }: InputProps & { type: ChampType }) {
  const list = type === "situation" ? `${id}-liste` : undefined;
  return (
    <>
      <Input
        id={id}
        name={name}
        defaultValue={value}
        autoComplete="off"
        list={list}
        {...KEYBOARDS[type]}
        aria-invalid={invalide || undefined}
        aria-describedby={describedBy}
      />
      {list === undefined ? null : (
        <datalist id={list}>
          {[...SITUATIONS].map((code) => (
            <option key={code} value={code} />
          ))}
        </datalist>
      )}
    </>
  );
}
