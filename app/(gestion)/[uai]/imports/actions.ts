"use server";

import { redirect } from "next/navigation";
import { boundedForm } from "@/lib/actions/form-fields";
import { runAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { ServiceError } from "@/lib/errors";
import { importFile } from "@/lib/services/imports/import-file";

const importForm = boundedForm.transform((data) => data.get("fichier"));

export async function importRows(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: importForm } as const;
  const result = await runAction(spec, data, async (scope, file) => {
    if (!(file instanceof File) || file.name === "") {
      throw new ServiceError("INVALID_INPUT", "Choisissez d'abord un fichier xlsx ou csv.");
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    return importFile(scope, { name: file.name, bytes });
  });
  if (!result.ok) return result.state;
  redirect(`/${uai}/imports?bilan=${result.value.id}`);
}
