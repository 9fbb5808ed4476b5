import type { Metadata } from "next";
import { JetonsPage } from "@/components/jetons/jetons-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { env } from "@/lib/env";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { create, revoke } from "./actions";

export const metadata: Metadata = { title: "API › Logiciels" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const jetons = await scopedPage(uai, listJetons, "administer");
  const actions = { create: create.bind(null, uai), revoke: revoke.bind(null, uai) };
  return <JetonsPage uai={uai} jetons={jetons} baseUrl={`${env().NEXTAUTH_URL}/api`} actions={actions} />;
}
