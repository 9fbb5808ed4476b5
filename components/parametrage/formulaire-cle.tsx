"use client";

import { Save } from "lucide-react";
import { useActionState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { ErreurChamp } from "@/components/ui/erreur-champ";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { REPOS } from "@/lib/services/etat-action.types";

type FormulaireCleProps = { enregistrer: ActionFormulaire; presente: boolean };

/** The field of the key, sent as `cle`. A saved key never comes back here: its place shows dots. */
export function FormulaireCle({ enregistrer, presente }: FormulaireCleProps) {
  const [etat, envoyer, enCours] = useActionState(enregistrer, REPOS);
  const erreur = etat.champs?.cle;
  return (
    <form action={envoyer}>
      <div className="space-y-2">
        <Label htmlFor="cle">Clé d'API</Label>
        <div className="flex flex-wrap gap-2">
          <Input
            id="cle"
            name="cle"
            type="password"
            autoComplete="off"
            spellCheck={false}
            required
            placeholder={presente ? "••••••••••••" : undefined}
            aria-invalid={erreur === undefined ? undefined : true}
            aria-describedby={erreur === undefined ? "cle-aide" : "cle-aide cle-erreur"}
            className="max-w-md flex-1 basis-64"
          />
          <BoutonAction enCours={enCours} libelleEnCours="Enregistrement…" icone={Save}>
            Enregistrer
          </BoutonAction>
        </div>
        <ErreurChamp id="cle-erreur" message={erreur} />
        <p id="cle-aide" className="text-dense text-encre-douce">
          {presente
            ? "Une clé est enregistrée. Pour la remplacer, collez la nouvelle. Par sécurité, elle n'est plus jamais affichée."
            : "Par sécurité, la clé ne sera plus jamais affichée une fois enregistrée."}
        </p>
      </div>
      <MessageAction etat={erreur === undefined ? etat : REPOS} />
    </form>
  );
}
