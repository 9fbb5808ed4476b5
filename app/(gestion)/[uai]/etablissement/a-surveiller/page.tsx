import type { Metadata } from "next";
import { ToWatchPage } from "@/components/a-surveiller/to-watch-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import type { SearchParams } from "@/lib/domain/search-params";
import { parseToWatchView, showToWatch } from "@/lib/services/a-surveiller/show-to-watch";
import {
  answerHeld,
  declareDepart,
  declareJumeaux,
  keepIdentity,
  undoDepart,
  undoJumeaux,
  undoKeptIdentity,
} from "./actions";

export const metadata: Metadata = { title: "À surveiller" };

type Props = { params: Promise<{ uai: string }>; searchParams: Promise<SearchParams> };

export default async function Page({ params, searchParams }: Props) {
  const { uai } = await params;
  const view = parseToWatchView(await searchParams);
  const shown = await scopedPage(uai, (scope) => showToWatch(scope, view));
  return (
    <ToWatchPage
      shown={shown}
      uai={uai}
      declareDepart={declareDepart.bind(null, uai)}
      undoDepart={undoDepart.bind(null, uai)}
      declareJumeaux={declareJumeaux.bind(null, uai)}
      undoJumeaux={undoJumeaux.bind(null, uai)}
      keepIdentity={keepIdentity.bind(null, uai)}
      undoKeptIdentity={undoKeptIdentity.bind(null, uai)}
      answerHeld={answerHeld.bind(null, uai)}
    />
  );
}
