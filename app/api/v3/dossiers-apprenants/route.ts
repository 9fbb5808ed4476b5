import { after } from "next/server";
import { receiveDossiers } from "@/lib/actions/software/dossiers-routes";
import { answerList } from "@/lib/actions/software/reading-routes";
import { softwareContext } from "@/lib/actions/software/software-context";
import { checkPushedCouples } from "@/lib/services/push/check-pushed-couples";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

/** Takes a software's dossiers, as the TBA does. No proxy of ours copies the body before the jeton is checked (proxy.ts). */
export async function POST(request: Request): Promise<Response> {
  const ctx = await softwareContext(request);
  return receiveDossiers(request, ctx, (ids) => after(() => checkPushedCouples(ctx, ids)));
}

export async function GET(request: Request): Promise<Response> {
  return answerList(request, await softwareContext(request));
}
