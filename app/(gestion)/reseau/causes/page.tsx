import type { Metadata } from "next";
import { cache } from "react";
import { SharedCausesPage } from "@/components/reseau/shared-causes-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { loadSharedCauses } from "@/lib/services/reseau/load-shared-causes";

export const dynamic = "force-dynamic";

/** Read once for the title and the page. */
const readPage = cache(() => signedInPage(loadSharedCauses));

export async function generateMetadata(): Promise<Metadata> {
  await readPage();
  return { title: "Causes communes" };
}

export default async function Page() {
  return <SharedCausesPage {...(await readPage())} />;
}
