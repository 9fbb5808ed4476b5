import { tryCall } from "@/lib/actions/software/dossiers-routes";
import { softwareContext } from "@/lib/actions/software/software-context";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

export async function POST(request: Request): Promise<Response> {
  return tryCall(request, await softwareContext(request));
}
