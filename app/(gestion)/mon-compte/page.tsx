import type { Metadata } from "next";
import { signOut } from "@/app/connexion/actions";
import { AccountPage } from "@/components/account/account-page";
import { signedInPage } from "@/lib/actions/signed-in-page";
import { oidcProvider } from "@/lib/auth/oidc-provider";
import type { SearchParams } from "@/lib/domain/search-params";
import { loadAccount } from "@/lib/services/users/load-account";
import { linkedSince } from "@/lib/services/users/provider-links";
import { changePassword, endEverywhere, endSession, joinProvider, leaveProvider, turnOff } from "./actions";

export const metadata: Metadata = { title: "Mon compte" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<SearchParams> };

export default async function Page({ searchParams }: Props) {
  const required = (await searchParams)["second-facteur"] === "exige";
  const configured = oidcProvider();
  const { account, provider } = await signedInPage(async (ctx) => ({
    account: await loadAccount(ctx, ctx.person, ctx.sessionId),
    provider: configured && {
      name: configured.name,
      since: await linkedSince(ctx.db, ctx.person.id, configured.issuer ?? ""),
    },
  }));
  return (
    <AccountPage
      account={account}
      secondFactorRequired={required && account.secondFactor.since === null}
      provider={provider}
      actions={{ changePassword, endSession, endEverywhere, turnOff, joinProvider, leaveProvider, signOut }}
    />
  );
}
