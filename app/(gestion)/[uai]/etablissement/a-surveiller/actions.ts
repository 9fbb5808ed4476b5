"use server";

import { z } from "zod";
import { keptSentence } from "@/components/a-surveiller/kept-sentence";
import { boundedForm, formText, formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import type { RequestScope } from "@/lib/actions/request-scope";
import { runAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import type { Day } from "@/lib/domain/day";
import type { DepartState } from "@/lib/services/a-surveiller/a-surveiller.types";
import * as departs from "@/lib/services/a-surveiller/declare-depart";
import * as jumeaux from "@/lib/services/a-surveiller/declare-jumeaux";
import * as kept from "@/lib/services/a-surveiller/keep-identity";
import { answerHeldPush } from "@/lib/services/push/answer-held-push";

const departForm = formTexts("dossier", "raison", "date", "cause");
const dossierForm = formTexts("dossier");
const pairForm = formTexts("premier", "second");
const keptForm = formTexts("garde", "ecarte");
const heldForm = boundedForm.transform((data, context) => {
  const answer = { meme: "same" as const, autre: "other" as const }[formText(data, "reponse")];
  if (answer === undefined) {
    context.addIssue({ code: "custom", message: "Dites si c'est la même personne, ou une autre." });
    return z.NEVER;
  }
  return { id: formText(data, "envoi"), answer };
});

async function act<I, T>(
  uai: string,
  schema: z.ZodType<I>,
  data: FormData,
  execute: (scope: RequestScope, input: I) => Promise<T>,
  said: (input: I, value: T) => string,
) {
  const result = await runAction({ uai, permission: "manage", schema }, data, execute);
  refreshPage(result, `/${uai}/etablissement/a-surveiller`);
  const state: ActionState = result.ok
    ? { status: "success", message: said(result.input, result.value) }
    : result.state;
  return { state, input: result.input };
}

const saidOfDepart = ({ raison }: z.output<typeof departForm>) =>
  raison === "erreur"
    ? "C'est noté : le dossier reste tel qu'il est."
    : "C'est noté : un dernier dossier partira avec cette date à la prochaine transmission.";

export async function declareDepart(uai: string, _: DepartState, data: FormData): Promise<DepartState> {
  const { state, input } = await act(
    uai,
    departForm,
    data,
    (scope, { dossier, raison, ...form }) => departs.declareDepart(scope, dossier, { reason: raison, ...form }),
    saidOfDepart,
  );
  if (state.status === "success" || input === null) return { ...state, refused: null };
  const { dossier, raison, ...typed } = input;
  return { ...state, refused: { dossierId: dossier, reason: raison, ...typed } };
}

const saidOfUndone = (kept: Day | null) =>
  kept === null ? "Le départ est annulé." : `Le départ est annulé ici. ${keptSentence(kept)}`;

export async function undoDepart(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const undo = (scope: RequestScope, input: z.output<typeof dossierForm>) => departs.undoDepart(scope, input.dossier);
  return (await act(uai, dossierForm, data, undo, (_, kept) => saidOfUndone(kept))).state;
}

export async function declareJumeaux(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const declare = (scope: RequestScope, { premier, second }: z.output<typeof pairForm>) =>
    jumeaux.declareJumeaux(scope, premier, second);
  const said = () => "C'est noté : ce sont deux personnes, la question ne reviendra plus.";
  return (await act(uai, pairForm, data, declare, said)).state;
}

export async function undoJumeaux(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const undo = (scope: RequestScope, { premier, second }: z.output<typeof pairForm>) =>
    jumeaux.undoJumeaux(scope, premier, second);
  return (await act(uai, pairForm, data, undo, () => "La réponse est annulée.")).state;
}

export async function keepIdentity(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const keep = (scope: RequestScope, { garde, ecarte }: z.output<typeof keptForm>) =>
    kept.keepIdentity(scope, garde, ecarte);
  const said = ({ garde, ecarte }: z.output<typeof keptForm>) =>
    `C'est noté : le dossier ${garde} part, ${ecarte} ne part plus. Retirez-le aussi du logiciel.`;
  return (await act(uai, keptForm, data, keep, said)).state;
}

export async function undoKeptIdentity(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const undo = (scope: RequestScope, { garde, ecarte }: z.output<typeof keptForm>) =>
    kept.undoKeptIdentity(scope, garde, ecarte);
  return (await act(uai, keptForm, data, undo, () => "Le choix est annulé.")).state;
}

export async function answerHeld(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const answer = (scope: RequestScope, input: z.output<typeof heldForm>) =>
    answerHeldPush(scope, input.id, input.answer);
  const said = (input: z.output<typeof heldForm>) =>
    input.answer === "same"
      ? "C'est noté : le dossier prend ce que le logiciel a envoyé."
      : "C'est noté : cette personne a son propre dossier, et les envois suivants du logiciel y vont d'eux-mêmes.";
  return (await act(uai, heldForm, data, answer, said)).state;
}
