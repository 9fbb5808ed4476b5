import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { urlListe } from "@/components/data-table/url-liste";
import { lienDossier } from "@/components/dossier/lien-dossier";
import { cheminRapport } from "@/components/rapport/parametres-rapport";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { EntetePage } from "@/components/ui/entete-page";
import { Message } from "@/components/ui/message";
import { LIBELLES_ACTEURS } from "@/lib/dossier/anomalie";
import type { DetailCause } from "@/lib/services/deblocage/deblocage.types";
import type { FiltresRapport } from "@/lib/services/rapport/rapport.types";
import { ChoixCause } from "./choix-cause";
import { DossiersCause } from "./dossiers-cause";
import { type ActionDeblocage, FormulaireCause } from "./formulaire-cause";
import { lienCause, recherchesEnParametres } from "./liens-deblocage";
import { MessagePret } from "./message-pret";
import { compteCause } from "./phrases-cause";

export type PageCauseProps = {
  uai: string;
  /** Null when no dossier has it any more. */
  detail: DetailCause | null;
  recherches: FiltresRapport["recherches"];
  corriger: ActionDeblocage;
};

/** One cause of the plan: its repair, or the message for those who can repair it, and its dossiers. */
export function PageCause({ uai, detail, recherches, corriger }: PageCauseProps) {
  const parametres = recherchesEnParametres(recherches);
  const retour = (
    <Link
      href={urlListe(cheminRapport(uai), parametres, {})}
      className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      Retour au rapport
    </Link>
  );
  if (detail === null)
    return (
      <div className="max-w-5xl space-y-4">
        <EntetePage titre="Plan de déblocage">{retour}</EntetePage>
        <Message ton="succes">Plus aucun dossier n'a ce défaut : il est réparé.</Message>
      </div>
    );
  const { cause, champ, repartition, groupes } = detail;
  const filtre = Object.keys(parametres).length > 0;
  return (
    <div className="max-w-5xl space-y-4">
      <EntetePage titre={cause.titre} chemin={["Établissement", "Plan de déblocage"]}>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1 tabular-nums">
          {retour}
          <p>{compteCause(cause)}</p>
          <p className="text-encre-douce">Qui peut agir : {LIBELLES_ACTEURS[cause.acteur]}</p>
          <p className="text-encre-douce">
            {detail.valides.toLocaleString("fr-FR")} {detail.valides < 2 ? "dossier valide" : "dossiers valides"} sur{" "}
            {detail.total.toLocaleString("fr-FR")}
          </p>
        </div>
      </EntetePage>
      {filtre ? (
        <Message ton="info">
          Seuls les dossiers que gardent les filtres du rapport sont ici.{" "}
          <Link href={lienCause(uai, cause.cle, {})} className="font-medium text-lien underline underline-offset-4">
            Voir tous les dossiers de cette cause
          </Link>
        </Message>
      ) : null}
      {detail.message === null ? null : (
        <Card>
          <CardHeader>
            <CardTitle>Message à envoyer</CardTitle>
          </CardHeader>
          <CardContent>
            <MessagePret message={detail.message} />
          </CardContent>
        </Card>
      )}
      {detail.corrigible ? (
        <Correction detail={detail}>
          <ChoixCause detail={detail} lien={(choix) => lienCause(uai, cause.cle, recherches, choix)} />
          <FormulaireCause
            key={`${cause.cle} ${champ} ${repartition}`}
            corriger={corriger}
            champ={champ}
            repartition={repartition}
            groupes={groupes}
          />
        </Correction>
      ) : (
        <Message ton="info">
          L'identifiant ne se corrige que dans le logiciel : changé ici, le TBA prendrait l'apprenant pour un autre.
        </Message>
      )}
      <DossiersCause detail={detail} lienDossier={(id) => lienDossier(uai, id, parametres)} />
    </div>
  );
}

function Correction({ detail, children }: { detail: DetailCause; children: ReactNode }) {
  if (!detail.peutCorriger)
    return (
      <Message ton="info" titre="Lecture seule">
        Seuls les gestionnaires et les administrateurs de l'établissement peuvent corriger les dossiers.
      </Message>
    );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{detail.message === null ? "Corriger" : "Ou corriger ici en attendant"}</CardTitle>
      </CardHeader>
      <CardContent className="space-y-4">{children}</CardContent>
    </Card>
  );
}
