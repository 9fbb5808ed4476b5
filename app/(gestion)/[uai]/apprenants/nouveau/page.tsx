import type { Metadata } from "next";
import { NewDossierPage } from "@/components/dossiers/new-dossier-page";
import type { RequestScope } from "@/lib/actions/request-scope";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { newDossierDefaults } from "@/lib/services/dossiers/new-dossier-defaults";
import { create } from "./actions";

export const metadata: Metadata = { title: "Nouveau dossier" };

export default async function Page({ params }: { params: Promise<{ uai: string }> }) {
  const { uai } = await params;
  const read = async (scope: RequestScope) => ({ owner: scope.person.id, defaults: await newDossierDefaults(scope) });
  const { owner, defaults } = await scopedPage(uai, read, "manage");
  return <NewDossierPage uai={uai} owner={owner} defaults={defaults} create={create.bind(null, uai)} />;
}
