import type { Metadata } from "next";
import { AidePage } from "@/components/aide/aide-page";
import { signedInPage } from "@/lib/actions/signed-in-page";

export const metadata: Metadata = { title: "Aide" };

export default async function Page() {
  await signedInPage(async () => undefined);
  return <AidePage />;
}
