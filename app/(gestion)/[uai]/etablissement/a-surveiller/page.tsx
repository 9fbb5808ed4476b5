import type { Metadata } from "next";
import { ToWatchPage } from "@/components/a-surveiller/to-watch-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
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

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const parsed = await scopedPage(uai, loadToWatch);
  return (
    <ToWatchPage
      {...parsed}
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
