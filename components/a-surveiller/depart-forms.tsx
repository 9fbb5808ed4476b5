"use client";

import { useState } from "react";
import { listUrl } from "@/components/data-table/list-url";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionMessage } from "@/components/forms/action-message";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import { formatSiret } from "@/lib/domain/format-siret";
import type { Absent, DepartAction, ToWatchView } from "@/lib/services/a-surveiller/a-surveiller.types";
import { absentReason } from "./absent-reason";
import { ApprenantLink } from "./apprenant-link";
import { DepartForm } from "./depart-form";
import { toWatchParams, toWatchPath } from "./to-watch-params";

type DepartFormsProps = {
  uai: string;
  view: ToWatchView;
  absents: readonly Absent[];
  declare: DepartAction;
};

/** A question for each one who is missing; the answer is said above the list, since the one it is about leaves it. */
export function DepartForms({ uai, view, absents, declare }: DepartFormsProps) {
  const [etat, send, inProgress] = useFormAction(declare, { ...IDLE, refused: null }, { saves: true });
  // A form for each of fifty would be most of the page: it is made when it is asked for.
  const [asked, ask] = useState<ReadonlySet<string>>(new Set());
  // Without JavaScript, by an address of its own.
  const formLink = (id: string) =>
    listUrl(toWatchPath(uai), { ...toWatchParams(view), page: "" }, { declarer: id, page: String(view.page) });
  return (
    <>
      <ActionMessage state={etat} className="mt-0" />
      {absents.length === 0 ? null : (
        <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
          {absents.map((absent) => {
            const refused = etat.refused?.dossierId === absent.id ? etat.refused : null;
            return (
              <li key={absent.id} className="px-4 py-3">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <ApprenantLink uai={uai} id={absent.id} apprenant={absent.apprenant} />
                  <span className="text-encre-douce">
                    {[absent.formation, formatSiret(absent.employeur)].filter((t) => t !== "").join(" · ")}
                  </span>
                  <span className="text-dense text-encre-douce tabular-nums">
                    transmis depuis le {parisInstant(absent.sentAt)}, {absentReason(absent)}
                  </span>
                </p>
                <details
                  open={refused !== null || absent.id === view.declaring || undefined}
                  onToggle={({ currentTarget }) => {
                    if (currentTarget.open) ask((ids) => new Set([...ids, absent.id]));
                  }}
                >
                  <summary className="mt-1 inline-flex min-h-6 items-center font-medium text-lien underline underline-offset-4">
                    Dire pourquoi<span className="sr-only"> : {absent.apprenant}</span>
                  </summary>
                  {refused !== null || absent.id === view.declaring || asked.has(absent.id) ? (
                    <DepartForm
                      absent={absent}
                      send={send}
                      state={etat}
                      inProgress={inProgress}
                      typed={refused}
                      errors={refused === null ? {} : (etat.fields ?? {})}
                    />
                  ) : (
                    <noscript>
                      <a href={formLink(absent.id)}>Répondre pour {absent.apprenant}</a>
                    </noscript>
                  )}
                </details>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
