"use client";

import { UserCheck, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { IDLE } from "@/lib/domain/action-state.types";
import type { HeldPerson, HeldPush, Listed } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

const ROWS: readonly [title: string, read: (person: HeldPerson) => string][] = [
  ["Date de naissance", ({ birth }) => birth],
  ["INE", ({ ine }) => ine],
  ["Formation", ({ formation }) => formation],
  ["Année scolaire", ({ anneeScolaire }) => anneeScolaire],
];

function Compared({ uai, push: { identifier, dossierId, known, sent } }: { uai: string; push: HeldPush }) {
  return (
    <TableRegion aria-label={`Identifiant ${identifier}`} className="rounded-md border border-trait">
      <Table caption={`Identifiant ${identifier}`}>
        <thead>
          <tr>
            <TableHead scope="col" className="w-40">
              Identifiant {identifier}
            </TableHead>
            <TableHead scope="col" className="wrap-anywhere">
              Déjà ici : <ApprenantLink uai={uai} id={dossierId} apprenant={known.name} />
            </TableHead>
            <TableHead scope="col" className="wrap-anywhere">
              Envoyé : {sent.name}
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([title, read]) => (
            <tr key={title}>
              <th scope="row" className="border-b border-trait px-3 py-1.5 text-left font-medium">
                {title}
              </th>
              {[read(known), read(sent)].map((value, rank) => (
                <TableCell
                  key={rank === 0 ? "known" : "sent"}
                  className={`py-1.5 wrap-anywhere ${read(known) === read(sent) ? "" : "font-semibold"}`}
                >
                  {value === "" ? <span className="font-normal text-encre-douce">vide</span> : value}
                </TableCell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}

type HeldPushesProps = { uai: string; held: Listed<HeldPush>; more: ReactNode; canAct: boolean; answer: FormAction };

/** What a software sent under the identifier of somebody else: whose it is, as staff say it. */
export function HeldPushes({ uai, held, more, canAct, answer }: HeldPushesProps) {
  const [said, send, inProgress] = useFormAction(answer, IDLE);
  if (held.kept === 0 && said.message === "") return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Identifiants réutilisés par un logiciel ({held.kept.toLocaleString("fr-FR")})</CardTitle>
        <p className="text-encre-douce">
          Un logiciel a envoyé ces dossiers sous l'identifiant de quelqu'un d'autre, semble-t-il. Rien n'en est repris
          tant que vous n'avez pas dit de qui il s'agit.
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        <ActionMessage state={said} className="mt-0" />
        {held.items.map((push) => (
          <div key={push.id} className="space-y-2">
            <p className="text-dense text-encre-douce wrap-anywhere">
              Envoyé par « {push.software} » le {parisInstant(push.at)}.
            </p>
            <Compared uai={uai} push={push} />
            {canAct ? (
              <ActionForm action={send} state={said} className="flex flex-wrap gap-2 print:hidden">
                <input type="hidden" name="envoi" value={push.id} />
                <ActionButton
                  inProgress={inProgress}
                  busyLabel="Enregistrement…"
                  icon={UserCheck}
                  variant="secondary"
                  name="reponse"
                  value="meme"
                >
                  C'est la même personne<span className="sr-only"> : {push.sent.name}</span>
                </ActionButton>
                <ActionButton
                  inProgress={inProgress}
                  busyLabel="Enregistrement…"
                  icon={UserPlus}
                  variant="secondary"
                  name="reponse"
                  value="autre"
                >
                  C'est une autre personne<span className="sr-only"> : {push.sent.name}</span>
                </ActionButton>
              </ActionForm>
            ) : null}
          </div>
        ))}
        {more}
      </CardContent>
    </Card>
  );
}
