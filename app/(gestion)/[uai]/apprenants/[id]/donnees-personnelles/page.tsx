import type { Metadata } from "next";
import { PersonPage } from "@/components/rgpd/person-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { loadPerson } from "@/lib/services/rgpd/load-person";
import { erase } from "./actions";

export const metadata: Metadata = { title: "Données personnelles d'un apprenant" };

type Props = { params: Promise<{ uai: string; id: string }> };

export default async function Page({ params }: Props) {
  const { uai, id } = await params;
  const person = await scopedPage(uai, (scope) => loadPerson(scope, id));
  return <PersonPage uai={uai} person={person} erase={erase.bind(null, uai, id)} />;
}
