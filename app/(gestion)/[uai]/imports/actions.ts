"use server";

import { redirect } from "next/navigation";
import { signedInAction } from "@/lib/actions/signed-in-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { ServiceError } from "@/lib/errors";
import { importFile } from "@/lib/services/imports/import-file";

export async function onImport(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  let id = "";
  const etat = await signedInAction(async (ctx) => {
    const file = data.get("fichier");
    if (!(file instanceof File) || file.name === "") {
      throw new ServiceError("INVALID_INPUT", "Choisissez d'abord un fichier xlsx ou csv.");
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    id = (await importFile(ctx, uai, { name: file.name, bytes })).id;
    return "Le fichier est importé.";
  });
  if (etat.status === "success") redirect(`/${uai}/imports?bilan=${id}`);
  return etat;
}
