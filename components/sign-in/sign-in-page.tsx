import type { FormAction } from "@/components/forms/form-action.types";
import { Mark } from "@/components/shell/mark";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { SignInForm } from "./sign-in-form";

export type SignInPageProps = {
  signIn: FormAction;
  next: string;
  /** The OpenID Connect provider, when one is configured: its name and the address that starts the sign-in. */
  provider: { name: string; href: string } | null;
};

/** The sign-in page. */
export function SignInPage({ signIn, next, provider }: SignInPageProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-5 px-4 py-10">
      <Card aria-labelledby="connexion" className="w-full max-w-sm overflow-hidden">
        <div className="bg-rail px-6 py-5 text-white">
          <Mark />
        </div>
        <div className="space-y-5 px-6 py-6">
          <div className="space-y-1">
            <h1 id="connexion" className="text-lg font-semibold">
              Connexion
            </h1>
            <p className="text-encre-douce">
              La passerelle entre votre logiciel de gestion et le Tableau de bord de l'apprentissage.
            </p>
          </div>
          <SignInForm signIn={signIn} next={next} />
          {provider === null ? null : (
            <>
              <p className="flex items-center gap-3 text-dense text-encre-douce before:h-px before:flex-1 before:bg-trait after:h-px after:flex-1 after:bg-trait">
                ou
              </p>
              <a href={provider.href} className={cn(buttonVariants({ variant: "secondary" }), "h-10 w-full")}>
                Se connecter avec {provider.name}
              </a>
            </>
          )}
        </div>
      </Card>
      <p className="max-w-sm text-center text-dense text-encre-douce">
        Mot de passe oublié ou pas encore de compte ? Adressez-vous à l'administrateur de votre établissement.
      </p>
    </main>
  );
}
