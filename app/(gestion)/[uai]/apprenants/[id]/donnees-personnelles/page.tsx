import type { Metadata } from "next";
import { cache } from "react";
import { PersonPage } from "@/components/rgpd/person-page";
import { scopedPage } from "@/lib/actions/signed-in-page";
import { loadPerson } from "@/lib/services/rgpd/load-person";
import { erase } from "./actions";

type Props = { params: Promise<{ uai: string; id: string }> };

/** Read once for the title and the page. */
const readPerson = cache((uai: string, id: string) => scopedPage(uai, (scope) => loadPerson(scope, id)));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { uai, id } = await params;
  return { title: `${(await readPerson(uai, id)).confirmation} : données personnelles` };
}

export default async function Page({ params }: Props) {
  const { uai, id } = await params;
  return <PersonPage uai={uai} person={await readPerson(uai, id)} erase={erase.bind(null, uai, id)} />;
}
