import { instantParis } from "@/components/dates/instant-paris";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Message } from "@/components/ui/message";
import type { Absent, ActionDepart, DepartDeclare, DernierFichier } from "@/lib/services/surveiller/surveiller.types";
import { DepartsDeclares } from "./departs-declares";
import { FormulairesDepart } from "./formulaires-depart";
import { LienApprenant } from "./lien-apprenant";

type AbsentsProps = {
  uai: string;
  fichier: DernierFichier | null;
  absents: readonly Absent[];
  departs: readonly DepartDeclare[];
  peutAgir: boolean;
  declarer: ActionDepart;
  annuler: ActionFormulaire;
};

/** Who the last file no longer holds although the TBA has them: why, and a last dossier with the date. */
export function Absents({ uai, fichier, absents, departs, peutAgir, declarer, annuler }: AbsentsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Apprentis transmis, absents du dernier fichier ({absents.length})</CardTitle>
        <p className="text-encre-douce wrap-anywhere">
          {fichier === null
            ? "Aucun fichier n'a encore été importé."
            : `Dernier fichier : ${fichier.fichier}, importé le ${instantParis(fichier.le)} (${nombreDe(fichier.tenus, "dossier")}).`}
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        {fichier?.partiel === true ? (
          <Message ton="info" titre="Le dernier fichier semble partiel">
            Il contient {nombreDe(fichier.tenus, "dossier")}, moins de la moitié du fichier d'avant (
            {(fichier.tenusAvant ?? 0).toLocaleString("fr-FR")}) : ceux qu'il ne contient pas ne sont pas pris pour des
            départs.
          </Message>
        ) : absents.length === 0 ? (
          <p className="text-encre-douce">Personne ne manque dans le dernier fichier.</p>
        ) : (
          <p>
            Le TBA garde ces dossiers tels qu'il les a reçus : sans nouvelle, leur statut y resterait faux. Dites
            pourquoi ils ne sont plus dans le fichier ; un dernier dossier partira avec la date.
          </p>
        )}
        {peutAgir ? (
          <FormulairesDepart uai={uai} absents={absents} declarer={declarer} />
        ) : (
          <ul className="space-y-1">
            {absents.map((absent) => (
              <li key={absent.id}>
                <LienApprenant uai={uai} id={absent.id} apprenant={absent.apprenant} /> · {absent.formation}
              </li>
            ))}
          </ul>
        )}
        <DepartsDeclares uai={uai} departs={departs} annuler={peutAgir ? annuler : null} />
      </CardContent>
    </Card>
  );
}
