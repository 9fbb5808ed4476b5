import type { FormAction } from "@/components/forms/form-action.types";
import { KeyboardHelp } from "@/components/keyboard/keyboard-help";
import { Mark } from "@/components/shell/mark";
import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { SignOutForm } from "@/components/shell/sign-out-form";
import { SkipLink } from "@/components/shell/skip-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Account } from "@/lib/services/users/users.types";
import type { JoinAction } from "./join-provider-form";
import { PasswordForm } from "./password-form";
import { type AccountProvider, ProviderCard } from "./provider-card";
import { SecondFactorCard } from "./second-factor-card";
import { SessionList } from "./session-list";

export type AccountPageProps = {
  account: Account;
  /** One came from an établissement that asks for it. */
  secondFactorRequired: boolean;
  /** The OpenID Connect provider, null when none is configured. */
  provider: AccountProvider | null;
  actions: Record<
    "changePassword" | "endSession" | "endEverywhere" | "turnOff" | "leaveProvider" | "signOut",
    FormAction
  > & { joinProvider: JoinAction };
};

/** «Mon compte». */
export function AccountPage({ account, secondFactorRequired, provider, actions }: AccountPageProps) {
  return (
    <div className="mx-auto max-w-3xl space-y-5 px-4 py-6 sm:px-6">
      <SkipLink />
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Mark />
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <PageLink href="/" className="text-lien underline underline-offset-4">
            Revenir aux dossiers
          </PageLink>
          <SignOutForm signOut={actions.signOut}>
            <button type="submit" className="py-1 text-lien underline underline-offset-4">
              Se déconnecter
            </button>
          </SignOutForm>
        </div>
      </header>
      <main id="contenu" tabIndex={-1} className="space-y-5 outline-none">
        <PageHeader title="Mon compte" aide="compte">
          <p className="text-encre-douce">
            {account.name}, {account.email}
          </p>
        </PageHeader>
        {secondFactorRequired ? (
          <Message tone="info" title="Second facteur demandé">
            Votre établissement le demande à ses administrateurs : activez-le ci-dessous, puis revenez aux dossiers.
          </Message>
        ) : null}
        <Card>
          <CardHeader>
            <CardTitle>Vérification en deux temps</CardTitle>
          </CardHeader>
          <CardContent>
            <SecondFactorCard secondFactor={account.secondFactor} turnOff={actions.turnOff} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Mot de passe</CardTitle>
          </CardHeader>
          <CardContent>
            <PasswordForm account={account} changePassword={actions.changePassword} />
          </CardContent>
        </Card>
        {provider === null ? null : (
          <Card>
            <CardHeader>
              <CardTitle>{provider.name}</CardTitle>
            </CardHeader>
            <CardContent>
              <ProviderCard
                provider={provider}
                account={account}
                join={actions.joinProvider}
                leave={actions.leaveProvider}
              />
            </CardContent>
          </Card>
        )}
        <Card>
          <CardHeader>
            <CardTitle>Mes sessions</CardTitle>
          </CardHeader>
          <SessionList
            sessions={account.sessions}
            endSession={actions.endSession}
            endEverywhere={actions.endEverywhere}
          />
        </Card>
        <KeyboardHelp />
      </main>
    </div>
  );
}
