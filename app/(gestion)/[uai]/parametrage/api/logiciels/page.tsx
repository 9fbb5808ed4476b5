import { JetonsPage } from "@/components/jetons/jetons-page";
import { scopedTitle } from "@/lib/actions/page-title";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { env } from "@/lib/env";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { create, revoke } from "./actions";

export const generateMetadata = scopedTitle("API › Logiciels", "administer");

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const jetons = await scopedPage(uai, listJetons, "administer");
  const actions = { create: create.bind(null, uai), revoke: revoke.bind(null, uai) };
  return <JetonsPage uai={uai} jetons={jetons} baseUrl={`${env().NEXTAUTH_URL}/api`} actions={actions} />;
}
