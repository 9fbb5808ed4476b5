"use server";

import { formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { copyMatching, forgetMatching, renameMatching } from "@/lib/services/imports/matchings/manage-matchings";

export async function changeMatching(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const schema = formTexts("correspondance", "geste", "nom", "uai");
  const state = await sayAction({ uai, permission: "manage", schema }, data, async (scope, input) => {
    if (input.geste === "oublier") {
      await forgetMatching(scope, input.correspondance);
      return "La correspondance est oubliée.";
    }
    if (input.geste === "donner") {
      await copyMatching(scope, input.correspondance, input.uai);
      return "La correspondance est donnée.";
    }
    await renameMatching(scope, input.correspondance, input.nom);
    return "La correspondance est renommée.";
  });
  refreshPage(state, `/${uai}/imports`);
  return state;
}
