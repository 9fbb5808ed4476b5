import type { Metadata } from "next";
import { NewDossierPage } from "@/components/dossiers/new-dossier-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { newDossierDefaults } from "@/lib/services/dossiers/new-dossier-defaults";
import { create } from "./actions";

export const metadata: Metadata = { title: "Nouveau dossier" };

export default async function Page({ params }: { params: Promise<{ uai: string }> }) {
  const { uai } = await params;
  const defaults = await scopedPage(uai, newDossierDefaults, "manage");
  return <NewDossierPage uai={uai} defaults={defaults} create={create.bind(null, uai)} />;
}
