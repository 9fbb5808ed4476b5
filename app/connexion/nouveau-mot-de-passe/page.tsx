import type { Metadata } from "next";
import { NewPasswordPage } from "@/components/sign-in/new-password-page";
import { visitorContext } from "@/lib/actions/request-scope";
import { readLinkToken } from "@/lib/auth/link-cookie";
import { findReset } from "@/lib/services/users/reset-password";
import { choosePassword } from "./actions";

export const metadata: Metadata = { title: "Nouveau mot de passe" };
export const dynamic = "force-dynamic";

/** Open to who holds a link that still serves. */
export default async function Page() {
  const person = await findReset(await visitorContext(), await readLinkToken("password-reset"));
  return <NewPasswordPage person={person} choosePassword={choosePassword} />;
}
