import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPage } from "@/components/sign-in/sign-in-page";
import { returnPath } from "@/lib/auth/return-path";
import { signedInPerson } from "@/lib/auth/session";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { env } from "@/lib/env";
import { signIn } from "./actions";

export const metadata: Metadata = { title: "Connexion" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  const next = returnPath(textParam(2000).parse((await searchParams).callbackUrl));
  if (await signedInPerson()) redirect(next);
  const { OIDC_ISSUER, OIDC_NAME } = env();
  const provider = OIDC_ISSUER ? { name: OIDC_NAME, href: "/connexion/fournisseur" } : null;
  return <SignInPage signIn={signIn} next={next} provider={provider} />;
}
