import type { Metadata } from "next";
import { InvitationPage } from "@/components/sign-in/invitation-page";
import { visitorContext } from "@/lib/actions/request-scope";
import { readLinkToken } from "@/lib/auth/link-cookie";
import { findInvitation } from "@/lib/services/users/accept-invitation";
import { accept } from "./actions";

export const metadata: Metadata = { title: "Invitation" };
export const dynamic = "force-dynamic";

/** Open to who holds an invitation that still waits. */
export default async function Page() {
  const invitation = await findInvitation(await visitorContext(), await readLinkToken("invitation"));
  return <InvitationPage invitation={invitation} accept={accept} />;
}
