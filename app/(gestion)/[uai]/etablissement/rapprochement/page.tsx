import type { Metadata } from "next";
import { RapprochementPage } from "@/components/rapprochement/rapprochement-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { readFlash } from "@/lib/auth/flash";
import { describeNotKept, parseNotKept } from "@/lib/domain/rapprochement/not-kept";
import { hasPermission } from "@/lib/domain/roles";
import type { SearchParams } from "@/lib/domain/search-params";
import { env } from "@/lib/env";
import { loadRapprochement } from "@/lib/services/rapprochement/load-rapprochement";
import { answer, undo } from "./actions";

export const metadata: Metadata = { title: "Rapprochement" };

const REFUSED = "La liste n'a pas été prise : recommencez.";

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const query = await searchParams;
  const refusal = query.refus === undefined ? "" : ((await readFlash()) ?? REFUSED);
  const { data, canDrop } = await scopedPage(uai, async (scope) => ({
    data: await loadRapprochement(scope),
    canDrop: hasPermission(scope.etablissement.role, "manage"),
  }));
  const upload = { address: `/api/imports/${uai}/listes`, maxMb: env().IMPORT_MAX_MB, refusal };
  const note = describeNotKept(parseNotKept(query));
  const actions = canDrop ? { answer: answer.bind(null, uai), undo: undo.bind(null, uai) } : null;
  return <RapprochementPage uai={uai} data={data} upload={canDrop ? upload : null} note={note} actions={actions} />;
}
