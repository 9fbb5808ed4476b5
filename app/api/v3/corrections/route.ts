import { answerCorrections } from "@/lib/actions/software/reading-routes";
import { softwareContext } from "@/lib/actions/software/software-context";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return answerCorrections(request, await softwareContext(request));
}
