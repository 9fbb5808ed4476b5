"use server";

import { formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction, sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { RETENTION_KINDS } from "@/lib/domain/enumerations";
import { readmitPerson } from "@/lib/services/rgpd/readmit-person";
import { setRetentions } from "@/lib/services/rgpd/retentions";
import type { RetentionState } from "@/lib/services/rgpd/rgpd.types";

const path = (uai: string) => `/${uai}/parametrage/donnees-personnelles`;

export async function save(uai: string, _: RetentionState, data: FormData): Promise<RetentionState> {
  const spec = { uai, permission: "administer", schema: formTexts(...RETENTION_KINDS) } as const;
  const result = await runAction(spec, data, setRetentions);
  refreshPage(result, path(uai));
  if (!result.ok) return { ...result.state, typed: result.input ?? {} };
  const message =
    result.value === 0 ? "Rien n'a changé." : "Les durées sont enregistrées : la purge de la nuit les suivra.";
  return { status: "success", message, typed: {} };
}

export async function readmit(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "administer", schema: formTexts("effacement") } as const;
  const state = await sayAction(spec, data, async (scope, { effacement }) => {
    await readmitPerson(scope, effacement);
    return "C'est levé : le prochain fichier qui porte cette personne la reprendra.";
  });
  refreshPage(state, path(uai));
  return state;
}
