"use server";

import { formTexts } from "@/lib/actions/form-fields";
import { runPersonAction } from "@/lib/actions/run-action";
import { turnOnSecondFactor } from "@/lib/services/users/second-factor";
import type { CodesState } from "@/lib/services/users/users.types";

/** The page stays as it is: it shows the recovery codes, this once. */
export async function turnOn(_: CodesState, data: FormData): Promise<CodesState> {
  const result = await runPersonAction(formTexts("code", "actuel"), data, (ctx, { code, actuel: current }) =>
    turnOnSecondFactor(ctx, ctx.person.id, ctx.sessionId, { current, code }),
  );
  if (!result.ok) return { ...result.state, codes: [] };
  return {
    status: "success",
    message: "Le second facteur est actif ; vos autres sessions sont fermées.",
    codes: result.value,
  };
}
