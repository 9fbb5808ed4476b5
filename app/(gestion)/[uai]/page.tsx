import { redirect } from "next/navigation";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { rapportPath } from "@/lib/domain/rapport-path";

type Props = { params: Promise<{ uai: string }> };

/** The address of an établissement alone leads to its report. */
export default async function Page({ params }: Props) {
  const { uai } = await params;
  redirect(rapportPath(await scopedPage(uai, async (scope) => scope.etablissement.uai)));
}
