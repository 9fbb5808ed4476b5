import { systemDb } from "@/db/client";
import { answerError } from "@/lib/actions/answer-error";
import { problemResponse } from "@/lib/actions/problem";
import { env } from "@/lib/env";
import { runNight } from "@/lib/night/run-night";
import { runRounds } from "@/lib/night/server/rounds";
import { equalSecrets } from "@/lib/security/compare-secrets";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

/** After the night, where the host gives five minutes in all. */
const ROUND_BUDGET_MS = 20_000;

/** The clock rings: the night of all the établissements, worked here within the time that the host gives. */
export async function GET(request: Request): Promise<Response> {
  try {
    if (!equalSecrets(request.headers.get("authorization") ?? "", `Bearer ${env().CRON_SECRET}`)) {
      return problemResponse(401, "Le secret de l'horloge est absent ou faux.");
    }
    const database = await systemDb();
    const night = await runNight({ db: database, now: new Date() }, env().CRON_BUDGET_S * 1000);
    await runRounds(database, new Date(), AbortSignal.timeout(ROUND_BUDGET_MS));
    return Response.json(night);
  } catch (error) {
    const { httpStatus, code, message } = answerError(error);
    return problemResponse(httpStatus, message, { code });
  }
}
