import { createHash } from "node:crypto";
import { MAX_CALL_DOSSIERS } from "@/lib/domain/software-limits";
import { assigning } from "@/lib/services/push/assign";
import { describePush } from "@/lib/services/push/describe-push";
import type { PushNaming } from "@/lib/services/push/push.types";
import type { TryAnswer } from "@/lib/services/push/push-answers";
import { pushDossiers, tryDossiers } from "@/lib/services/push/push-dossiers";
import { ApiRefusal, problem, tbaError } from "./api-refusal";
import { readJson } from "./read-json";
import { type SoftwareContext, softwareRoute } from "./software-route";

const NAME_FORM = /^[\x21-\x7e]{1,255}$/;

/** The items of a call. Throws ApiRefusal in the words of the TBA's own check. */
function itemsOf(value: unknown): unknown[] {
  const refuse = (message: string, type: string, context: object) =>
    new ApiRefusal(400, "Erreur de validation", [{ message, path: [], type, context: { label: "value", ...context } }]);
  if (!Array.isArray(value)) throw refuse('"value" must be an array', "array.base", {});
  if (value.length > MAX_CALL_DOSSIERS) {
    const message = `"value" must contain less than or equal to ${MAX_CALL_DOSSIERS} items`;
    throw refuse(message, "array.max", { limit: MAX_CALL_DOSSIERS });
  }
  return value;
}

function namingOf(request: Request, bytes: Buffer, etablissement: string | null): PushNaming {
  const idempotencyKey = request.headers.get("idempotency-key");
  if (idempotencyKey === null) return null;
  if (!NAME_FORM.test(idempotencyKey)) throw new ApiRefusal(400, "Idempotency-Key : de 1 à 255 caractères visibles");
  const bodyHash = createHash("sha256")
    .update(etablissement ?? "")
    .update("\n")
    .update(bytes)
    .digest("hex");
  return { idempotencyKey, bodyHash };
}

/** `POST /api/v3/dossiers-apprenants`, as the TBA's own. `onTaken` is told the établissements that the jeton enters, once it is answered. */
export function receiveDossiers(
  request: Request,
  ctx: SoftwareContext,
  onTaken: (etablissementIds: readonly string[]) => void,
): Promise<Response> {
  return softwareRoute(request, ctx, { right: "send", error: tbaError }, async (jeton) => {
    const header = request.headers.get("x-etablissement-uai");
    const assign = assigning(jeton, header);
    const { value, bytes } = await readJson(request);
    const items = itemsOf(value);
    const outcome = await pushDossiers(ctx, jeton, items, { assign, naming: namingOf(request, bytes, header) });
    onTaken(jeton.etablissements.map(({ id }) => id));
    return Response.json(describePush(items, assign, outcome));
  });
}

/** `POST /api/v3/dossiers-apprenants/essai`: the same answer, and what each dossier would become; nothing is written. */
export function tryCall(request: Request, ctx: SoftwareContext): Promise<Response> {
  return softwareRoute(request, ctx, { right: "send", error: problem }, async (jeton) => {
    const assign = assigning(jeton, request.headers.get("x-etablissement-uai"));
    const items = itemsOf((await readJson(request)).value);
    const tried = await tryDossiers(ctx, jeton, items, assign);
    const answer = describePush(items, assign, tried);
    const data = answer.data.map((item, index) => ({ ...item, essai: tried.forecasts[index] ?? null }));
    return Response.json({ ...answer, message: "Rien n'est enregistré", data } satisfies TryAnswer);
  });
}

/** `POST /api/v3/dossiers-apprenants/test`: whether a jeton stands; nothing is read nor stored. */
export function testJeton(request: Request, ctx: SoftwareContext): Promise<Response> {
  return softwareRoute(request, ctx, { right: null, error: tbaError }, async () => Response.json({ msg: "ok" }));
}
