import { answerOne } from "@/lib/actions/software/reading-routes";
import { softwareContext } from "@/lib/actions/software/software-context";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { id } = await params;
  return answerOne(request, await softwareContext(request), id);
}
