import type { ReactNode } from "react";
import { parisInstant } from "@/components/dates/paris-instant";
import type { FormAction } from "@/components/forms/form-action.types";
import { Message } from "@/components/shell/message";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type {
  Absent,
  DeclaredDepart,
  DepartAction,
  LastFile,
  Listed,
  PushingSoftware,
  ToWatchView,
} from "@/lib/services/a-surveiller/a-surveiller.types";
import { absentReason } from "./absent-reason";
import { ApprenantLink } from "./apprenant-link";
import { DeclaredDeparts } from "./declared-departs";
import { DepartForms } from "./depart-forms";

type AbsentsProps = {
  uai: string;
  view: ToWatchView;
  file: LastFile | null;
  softwares: readonly PushingSoftware[];
  absents: Listed<Absent>;
  departs: Listed<DeclaredDepart>;
  more: { absents: ReactNode; departs: ReactNode };
  canAct: boolean;
  declare: DepartAction;
  undo: FormAction;
};

/** How many it held; the pupils and trainees among them are said, since the report does not count them. */
function fileSentence({ file, at, held, nonApprentis }: LastFile): string {
  const others = nonApprentis === 0 ? "" : `, dont ${plural(nonApprentis, "non-apprenti")}`;
  return `Dernier fichier : ${file}, importé le ${parisInstant(at)} (${plural(held, "dossier")}${others}).`;
}

/** What a software's silence is worth: its last call, and whether it sends all of its dossiers. */
function softwareSentence({ name, lastAt, held, partial }: PushingSoftware): string {
  const last = `« ${name} » : dernier envoi le ${parisInstant(lastAt)} (${plural(held, "dossier")}).`;
  return partial
    ? `${last} Il semble n'envoyer que ses changements : ceux qu'il n'envoie plus ne sont pas pris pour des départs.`
    : last;
}

function NothingYet({ uai, canAct }: { uai: string; canAct: boolean }) {
  return (
    <p className="text-encre-douce">
      Aucun fichier n'a encore été importé : d'un import au suivant, vous verrez ici qui n'y est plus.{" "}
      {canAct ? (
        <PageLink href={`/${uai}/imports`} className="font-medium text-lien underline underline-offset-4">
          Importer un fichier
        </PageLink>
      ) : null}
    </p>
  );
}

/** Who the last file no longer holds, or their software no longer sends, although the TBA has them: why, and a last dossier with the date. */
export function Absents(props: AbsentsProps) {
  const { uai, view, file, softwares, absents, departs, more, canAct, declare, undo } = props;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Apprentis transmis, que le logiciel n'a plus ({absents.kept.toLocaleString("fr-FR")})</CardTitle>
        {softwares.map((software) => (
          <p key={software.name} className="text-encre-douce wrap-anywhere">
            {softwareSentence(software)}
          </p>
        ))}
        {file === null ? null : <p className="text-encre-douce wrap-anywhere">{fileSentence(file)}</p>}
      </CardHeader>
      <CardContent className="space-y-4">
        {file?.partial === true ? (
          <Message tone="info" title="Le dernier fichier semble partiel">
            Il contient {plural(file.held, "dossier")}, moins de la moitié du fichier d'avant (
            {(file.heldBefore ?? 0).toLocaleString("fr-FR")}) : ceux qu'il ne contient pas ne sont pas pris pour des
            départs.
          </Message>
        ) : null}
        {absents.kept > 0 ? (
          <p>
            Le TBA garde ces dossiers tels qu'il les a reçus : sans nouvelle, leur statut y resterait faux. Dites
            pourquoi le logiciel ne les a plus ; un dernier dossier partira avec la date.
          </p>
        ) : file === null && softwares.length === 0 ? (
          <NothingYet uai={uai} canAct={canAct} />
        ) : file?.partial === true ? null : (
          <p className="text-encre-douce">
            {softwares.length === 0
              ? "Personne ne manque dans le dernier fichier."
              : "Personne ne manque : ni dans le dernier fichier, ni dans les envois des logiciels."}
          </p>
        )}
        {canAct ? (
          <DepartForms uai={uai} view={view} absents={absents.items} declare={declare} />
        ) : (
          <ul className="space-y-1 wrap-anywhere">
            {absents.items.map((absent) => (
              <li key={absent.id}>
                <ApprenantLink uai={uai} id={absent.id} apprenant={absent.apprenant} /> · {absent.formation} ·{" "}
                {absentReason(absent)}
              </li>
            ))}
          </ul>
        )}
        {absents.items.length === 0 ? null : more.absents}
        <DeclaredDeparts uai={uai} departs={departs.items} count={departs.kept} undo={canAct ? undo : null} />
        {departs.items.length === 0 ? null : more.departs}
      </CardContent>
    </Card>
  );
}
