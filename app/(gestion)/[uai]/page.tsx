import { redirect } from "next/navigation";
import { rapportPath } from "@/components/rapport/rapport-params";
import { scopedPage } from "@/lib/actions/signed-in-page";

type Props = { params: Promise<{ uai: string }> };

/** The address of an établissement alone leads to its report. */
export default async function Page({ params }: Props) {
  const { uai } = await params;
  redirect(rapportPath(await scopedPage(uai, async (scope) => scope.etablissement.uai)));
}
