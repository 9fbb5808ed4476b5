"use server";

import { revalidatePath } from "next/cache";
import { formText, signedInAction } from "@/lib/actions/signed-in-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import type { DepartState } from "@/lib/services/a-surveiller/a-surveiller.types";
import * as departs from "@/lib/services/a-surveiller/declare-depart";
import * as jumeaux from "@/lib/services/a-surveiller/declare-jumeaux";
import type { ServiceContext } from "@/lib/services/context";

async function act(uai: string, execute: (ctx: ServiceContext) => Promise<void>, said: string): Promise<ActionState> {
  const etat = await signedInAction(async (ctx) => {
    await execute(ctx);
    return said;
  });
  revalidatePath(`/${uai}/etablissement/a-surveiller`);
  return etat;
}

export async function declareDepart(uai: string, _: DepartState, data: FormData): Promise<DepartState> {
  const read = (name: string) => formText(data, name);
  const input = { reason: read("raison"), date: read("date"), cause: read("cause") };
  const dossierId = read("dossier");
  const said =
    input.reason === "erreur"
      ? "C'est noté : le dossier reste tel qu'il est."
      : "C'est noté : un dernier dossier partira avec cette date à la prochaine transmission.";
  const etat = await act(uai, (ctx) => departs.declareDepart(ctx, uai, dossierId, input), said);
  return { ...etat, refused: etat.status === "success" ? null : { dossierId, ...input } };
}

export async function undoDepart(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const dossierId = formText(data, "dossier");
  return act(uai, (ctx) => departs.undoDepart(ctx, uai, dossierId), "Le départ est annulé.");
}

export async function declareJumeaux(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const [a, b] = [formText(data, "premier"), formText(data, "second")];
  const said = "C'est noté : ce sont deux personnes, la question ne reviendra plus.";
  return act(uai, (ctx) => jumeaux.declareJumeaux(ctx, uai, a, b), said);
}

export async function undoJumeaux(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const [a, b] = [formText(data, "premier"), formText(data, "second")];
  return act(uai, (ctx) => jumeaux.undoJumeaux(ctx, uai, a, b), "La réponse est annulée.");
}
