import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { readFlash } from "@/lib/auth/flash";
import { oidcProvider } from "@/lib/auth/oidc-provider";
import { returnPath } from "@/lib/auth/return-path";
import { currentSession } from "@/lib/auth/session";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { signIn } from "./actions";

export const metadata: Metadata = { title: "Connexion" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const next = returnPath(textParam(2000).parse(callbackUrl));
  const stage = (await currentSession())?.stage;
  if (stage === "full") redirect(next);
  if (stage === "code") redirect(`/connexion/code?suite=${encodeURIComponent(next)}`);
  const provider = oidcProvider();
  const refused =
    error === undefined ? null : "La connexion par votre fournisseur d'identité n'a pas abouti : réessayez.";
  return (
    <SignInPage
      signIn={signIn}
      next={next}
      provider={provider === null ? null : { name: provider.name, href: "/connexion/fournisseur" }}
      message={(await readFlash()) ?? refused}
    />
  );
}
