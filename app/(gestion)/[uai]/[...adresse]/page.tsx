import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { scopedPage } from "@/lib/actions/signed-in-page";

type Props = { params: Promise<{ uai: string }> };

async function refuse({ params }: Props): Promise<never> {
  await scopedPage((await params).uai, async () => undefined);
  notFound();
}

export const generateMetadata = (props: Props): Promise<Metadata> => refuse(props);

/** An address that no page has, inside an établissement: «Page introuvable», with the menu beside it. */
export default async function Page(props: Props) {
  await refuse(props);
}
