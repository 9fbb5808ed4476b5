import type { Metadata } from "next";
import { signOut } from "@/app/connexion/actions";
import { AccountPage } from "@/components/account/account-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { oidcProvider } from "@/lib/auth/oidc-provider";
import type { SearchParams } from "@/lib/domain/search-params";
import { providerLinkOf } from "@/lib/security/provider-link";
import { loadAccount } from "@/lib/services/users/load-account";
import { changePassword, endEverywhere, endSession, turnOff } from "./actions";

export const metadata: Metadata = { title: "Mon compte" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  const required = (await searchParams)["second-facteur"] === "exige";
  const { account, link } = await signedInPage(async (ctx) => ({
    account: await loadAccount(ctx, ctx.person, ctx.sessionId),
    link: providerLinkOf(ctx.sessionId),
  }));
  const provider = oidcProvider();
  return (
    <AccountPage
      account={account}
      secondFactorRequired={required && account.secondFactor.since === null}
      provider={provider === null ? null : { name: provider.name, href: `/connexion/fournisseur?relier=${link}` }}
      actions={{ changePassword, endSession, endEverywhere, turnOff, signOut }}
    />
  );
}
