import type { Metadata } from "next";
import { CorrectionsPage } from "@/components/corrections/corrections-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { hasPermission } from "@/lib/domain/roles";
import { listChangeSets } from "@/lib/services/dossiers/corrections/list-change-sets";
import { undoOne } from "./actions";

export const metadata: Metadata = { title: "Corrections récentes" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const page = await scopedPage(uai, async (scope) => ({
    lines: await listChangeSets(scope),
    canUndo: hasPermission(scope.etablissement.role, "manage"),
  }));
  return <CorrectionsPage uai={uai} lines={page.lines} undo={page.canUndo ? undoOne.bind(null, uai) : null} />;
}
