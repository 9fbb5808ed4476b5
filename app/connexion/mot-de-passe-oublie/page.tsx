import type { Metadata } from "next";
import { ForgottenPage } from "@/components/sign-in/forgotten-page";
import { mailer } from "@/lib/services/emails/mailer";
import { askLink } from "./actions";

export const metadata: Metadata = { title: "Mot de passe oublié" };
export const dynamic = "force-dynamic";

/** Open to all: who asks learns nothing of who exists. */
export default function Page() {
  return <ForgottenPage askLink={askLink} byEmail={mailer() !== null} />;
}
