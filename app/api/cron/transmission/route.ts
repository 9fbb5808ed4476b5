import { systemDb } from "@/db/client";
import { answerError } from "@/lib/actions/answer-error";
import { problemResponse } from "@/lib/actions/problem";
import { env } from "@/lib/env";
import { ringFromOutside } from "@/lib/night/server/ring-from-outside";
import { equalSecrets } from "@/lib/security/compare-secrets";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

/** The clock rings: the night of all the établissements, worked here within the time that the host gives. */
export async function GET(request: Request): Promise<Response> {
  try {
    if (!equalSecrets(request.headers.get("authorization") ?? "", `Bearer ${env().CRON_SECRET}`)) {
      return problemResponse(401, "Le secret de l'horloge est absent ou faux.");
    }
    return Response.json(await ringFromOutside(await systemDb(), env().CRON_BUDGET_S * 1000));
  } catch (error) {
    const { httpStatus, code, message } = answerError(error);
    return problemResponse(httpStatus, message, { code });
  }
}
