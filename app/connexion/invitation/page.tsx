import type { Metadata } from "next";
import { InvitationPage } from "@/components/sign-in/invitation-page";
import { visitorContext } from "@/lib/actions/request-scope";
import { readLinkToken } from "@/lib/auth/link-cookie";
import { currentSession } from "@/lib/auth/session";
import { findInvitation } from "@/lib/services/users/accept-invitation";
import { accept, leave } from "./actions";

export const metadata: Metadata = { title: "Invitation" };
export const dynamic = "force-dynamic";

/** Open to who holds an invitation that still waits. */
export default async function Page() {
  const session = await currentSession();
  const person = session?.stage === "full" ? session.person : null;
  const token = await readLinkToken("invitation");
  const invitation = await findInvitation(await visitorContext(), token, person?.id ?? null);
  return <InvitationPage invitation={invitation} accept={accept} signedInAs={person?.email ?? null} leave={leave} />;
}
