"use client";

import { LogIn } from "lucide-react";
import { useActionState, useState } from "react";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { ErreurChamp } from "@/components/ui/erreur-champ";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { REPOS } from "@/lib/services/etat-action.types";

type FormulaireConnexionProps = {
  connecter: ActionFormulaire;
  /** Where to go once signed in, sent as `suite`. */
  suite: string;
};

/** E-mail and password, sent as `email` and `motDePasse`. */
export function FormulaireConnexion({ connecter, suite }: FormulaireConnexionProps) {
  const [etat, envoyer, enCours] = useActionState(connecter, REPOS);
  // Held here because React empties the fields of a form after its action.
  const [email, changerEmail] = useState("");
  const erreurs = etat.champs ?? {};
  return (
    <form action={envoyer}>
      <MessageAction etat={etat} className="mt-0 mb-4" />
      <div className="space-y-4">
        <input type="hidden" name="suite" value={suite} />
        <div className="space-y-1.5">
          <Label htmlFor="email">Adresse e-mail</Label>
          <Input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(evenement) => changerEmail(evenement.target.value)}
            aria-invalid={erreurs.email === undefined ? undefined : true}
            aria-describedby={erreurs.email === undefined ? undefined : "email-erreur"}
            className="h-10"
          />
          <ErreurChamp id="email-erreur" message={erreurs.email} />
        </div>
        <div className="space-y-1.5">
          <Label htmlFor="motDePasse">Mot de passe</Label>
          <Input
            id="motDePasse"
            name="motDePasse"
            type="password"
            autoComplete="current-password"
            required
            aria-invalid={erreurs.motDePasse === undefined ? undefined : true}
            aria-describedby={erreurs.motDePasse === undefined ? undefined : "motDePasse-erreur"}
            className="h-10"
          />
          <ErreurChamp id="motDePasse-erreur" message={erreurs.motDePasse} />
        </div>
        <BoutonAction enCours={enCours} libelleEnCours="Connexion…" icone={LogIn} className="h-10 w-full">
          Se connecter
        </BoutonAction>
      </div>
    </form>
  );
}
