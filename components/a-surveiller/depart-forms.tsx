"use client";

import { parisInstant } from "@/components/dates/paris-instant";
import { ActionMessage } from "@/components/forms/action-message";
import { useFormAction } from "@/components/forms/use-form-action";
import { IDLE } from "@/lib/domain/action-state.types";
import type { Absent, DepartAction } from "@/lib/services/a-surveiller/a-surveiller.types";
import { absentReason } from "./absent-reason";
import { ApprenantLink } from "./apprenant-link";
import { DepartForm } from "./depart-form";

type DepartFormsProps = { uai: string; absents: readonly Absent[]; declare: DepartAction };

/** A question for each one who is missing; the answer is said above the list, since the one it is about leaves it. */
export function DepartForms({ uai, absents, declare }: DepartFormsProps) {
  const [etat, send, inProgress] = useFormAction(declare, { ...IDLE, refused: null });
  return (
    <>
      <ActionMessage state={etat} className="mt-0" />
      {absents.length === 0 ? null : (
        <ul className="divide-y divide-trait rounded-md border border-trait">
          {absents.map((absent) => {
            const refused = etat.refused?.dossierId === absent.id ? etat.refused : null;
            return (
              <li key={absent.id} className="px-4 py-3">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <ApprenantLink uai={uai} id={absent.id} apprenant={absent.apprenant} />
                  <span className="text-encre-douce">
                    {[absent.formation, absent.employeur].filter((t) => t !== "").join(" · ")}
                  </span>
                  <span className="text-dense text-encre-douce tabular-nums">
                    transmis le {parisInstant(absent.sentAt)}, {absentReason(absent)}
                  </span>
                </p>
                <details open={refused !== null || undefined}>
                  <summary className="mt-1 inline-flex min-h-6 items-center font-medium text-lien underline underline-offset-4">
                    Dire pourquoi<span className="sr-only"> : {absent.apprenant}</span>
                  </summary>
                  <DepartForm
                    absent={absent}
                    send={send}
                    state={etat}
                    inProgress={inProgress}
                    typed={refused}
                    errors={refused === null ? {} : (etat.fields ?? {})}
                  />
                </details>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
