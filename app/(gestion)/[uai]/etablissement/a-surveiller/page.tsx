import type { Metadata } from "next";
import { PageASurveiller } from "@/components/surveiller/page-a-surveiller";
import { pageConnectee } from "@/lib/actions/page-connectee";
import { lireASurveiller } from "@/lib/services/surveiller/lire-a-surveiller";
import { annulerDepart, annulerJumeaux, declarerDepart, declarerJumeaux } from "./actions";

export const metadata: Metadata = { title: "À surveiller" };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const lu = await pageConnectee((contexte) => lireASurveiller(contexte, uai));
  return (
    <PageASurveiller
      {...lu}
      uai={uai}
      declarerDepart={declarerDepart.bind(null, uai)}
      annulerDepart={annulerDepart.bind(null, uai)}
      declarerJumeaux={declarerJumeaux.bind(null, uai)}
      annulerJumeaux={annulerJumeaux.bind(null, uai)}
    />
  );
}
