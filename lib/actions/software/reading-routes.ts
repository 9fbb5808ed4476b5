import { listCorrections } from "@/lib/services/software/list-corrections";
import { getForSoftware, listForSoftware } from "@/lib/services/software/read-dossiers";
import { correctionsQuery, listQuery, oneQuery, parseQuery } from "@/lib/services/software/software-query";
import { problem } from "./api-refusal";
import { type SoftwareContext, softwareRoute } from "./software-route";

const READING = { right: "read", error: problem } as const;
const paramsOf = (request: Request) => new URL(request.url).searchParams;

/** `GET /api/v3/dossiers-apprenants`: what became of the dossiers. */
export function answerList(request: Request, ctx: SoftwareContext): Promise<Response> {
  return softwareRoute(request, ctx, READING, async (jeton) =>
    Response.json(await listForSoftware(ctx, jeton, parseQuery(listQuery, paramsOf(request)))),
  );
}

/** `GET /api/v3/dossiers-apprenants/{id_erp_apprenant}`. */
export function answerOne(request: Request, ctx: SoftwareContext, idErpApprenant: string): Promise<Response> {
  return softwareRoute(request, ctx, READING, async (jeton) =>
    Response.json(await getForSoftware(ctx, jeton, idErpApprenant, parseQuery(oneQuery, paramsOf(request)))),
  );
}

/** `GET /api/v3/corrections`. */
export function answerCorrections(request: Request, ctx: SoftwareContext): Promise<Response> {
  return softwareRoute(request, ctx, READING, async (jeton) =>
    Response.json(await listCorrections(ctx, jeton, parseQuery(correctionsQuery, paramsOf(request)))),
  );
}
