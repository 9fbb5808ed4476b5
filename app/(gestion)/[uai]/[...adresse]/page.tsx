import { notFound } from "next/navigation";
import { scopedPage } from "@/lib/actions/signed-in-page";

type Props = { params: Promise<{ uai: string }> };

/** An address that no page has, inside an établissement: «Page introuvable», with the menu beside it. */
export default async function Page({ params }: Props) {
  await scopedPage((await params).uai, async () => undefined);
  notFound();
}
