"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import { cleDeSiretJuste } from "@/lib/dossier/anomalies/siret";
import type { SaisieProps } from "./saisie.types";

type Avis = { bon: boolean; phrase: string };

/** What can be said of a SIRET while it is typed; null when there is nothing to say. */
function avisSur(saisi: string): Avis | null {
  const siret = saisi.replace(/[\s.-]+/g, "");
  if (siret === "") return null;
  if (!/^\d+$/.test(siret)) return { bon: false, phrase: "Un SIRET n'a que des chiffres." };
  if (siret.length !== 14)
    return { bon: false, phrase: `${siret.length} chiffre${siret.length > 1 ? "s" : ""} sur 14.` };
  return cleDeSiretJuste(siret)
    ? { bon: true, phrase: "14 chiffres, clé de contrôle juste." }
    : { bon: false, phrase: "Clé de contrôle fausse : vérifiez les chiffres." };
}

/** A SIRET that counts its digits and checks its key as one types; the server checks it again. */
export function SaisieSiret({ id, nom, valeur, invalide, decritPar }: SaisieProps) {
  const [saisi, changer] = useState<string | null>(null);
  const avis = saisi === null ? null : avisSur(saisi);
  const idAvis = `${id}-avis`;
  const Icone = avis?.bon === true ? CircleCheck : TriangleAlert;
  return (
    <>
      <Input
        id={id}
        name={nom}
        defaultValue={valeur}
        inputMode="numeric"
        autoComplete="off"
        placeholder="14 chiffres"
        onChange={(evenement) => changer(evenement.target.value)}
        aria-invalid={invalide || undefined}
        aria-describedby={[decritPar, idAvis].filter((d) => d !== undefined).join(" ")}
        className="tabular-nums"
      />
      <p id={idAvis} aria-live="polite" className="text-dense">
        {avis === null ? null : (
          <span className={`flex items-start gap-1.5 ${avis.bon ? "text-succes" : "text-attention"}`}>
            <Icone aria-hidden="true" className="mt-px size-4 shrink-0" />
            {avis.phrase}
          </span>
        )}
      </p>
    </>
  );
}
