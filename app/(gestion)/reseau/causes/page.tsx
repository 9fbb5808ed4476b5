import type { Metadata } from "next";
import { signOut } from "@/app/connexion/actions";
import { SharedCausesPage } from "@/components/reseau/shared-causes-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { loadSharedCauses } from "@/lib/services/reseau/load-shared-causes";

export const metadata: Metadata = { title: "Causes communes" };
export const dynamic = "force-dynamic";

export default async function Page() {
  return <SharedCausesPage {...(await signedInPage(loadSharedCauses))} signOut={signOut} />;
}
