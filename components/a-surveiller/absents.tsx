import { parisInstant } from "@/components/dates/paris-instant";
import type { FormAction } from "@/components/forms/form-action.types";
import { Message } from "@/components/shell/message";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type { Absent, DeclaredDepart, DepartAction, LastFile } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";
import { DeclaredDeparts } from "./declared-departs";
import { DepartForms } from "./depart-forms";

type AbsentsProps = {
  uai: string;
  file: LastFile | null;
  absents: readonly Absent[];
  departs: readonly DeclaredDepart[];
  canAct: boolean;
  declare: DepartAction;
  undo: FormAction;
};

/** Who the last file no longer holds although the TBA has them: why, and a last dossier with the date. */
export function Absents({ uai, file, absents, departs, canAct, declare, undo }: AbsentsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Apprentis transmis, absents du dernier fichier ({absents.length})</CardTitle>
        <p className="text-encre-douce wrap-anywhere">
          {file === null
            ? "Aucun fichier n'a encore été importé."
            : `Dernier fichier : ${file.file}, importé le ${parisInstant(file.at)} (${plural(file.held, "dossier")}).`}
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        {file?.partial === true ? (
          <Message tone="info" title="Le dernier fichier semble partiel">
            Il contient {plural(file.held, "dossier")}, moins de la moitié du fichier d'avant (
            {(file.heldBefore ?? 0).toLocaleString("fr-FR")}) : ceux qu'il ne contient pas ne sont pas pris pour des
            départs.
          </Message>
        ) : file === null ? null : absents.length === 0 ? (
          <p className="text-encre-douce">Personne ne manque dans le dernier fichier.</p>
        ) : (
          <p>
            Le TBA garde ces dossiers tels qu'il les a reçus : sans nouvelle, leur statut y resterait faux. Dites
            pourquoi ils ne sont plus dans le fichier ; un dernier dossier partira avec la date.
          </p>
        )}
        {canAct ? (
          <DepartForms uai={uai} absents={absents} declare={declare} />
        ) : (
          <ul className="space-y-1">
            {absents.map((absent) => (
              <li key={absent.id}>
                <ApprenantLink uai={uai} id={absent.id} apprenant={absent.apprenant} /> · {absent.formation}
              </li>
            ))}
          </ul>
        )}
        <DeclaredDeparts uai={uai} departs={departs} undo={canAct ? undo : null} />
      </CardContent>
    </Card>
  );
}
