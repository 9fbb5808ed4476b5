import type { FormAction } from "@/components/forms/form-action.types";
import { Message } from "@/components/shell/message";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { DoorPage } from "./door-page";
import { SignInForm } from "./sign-in-form";

export type SignInPageProps = {
  signIn: FormAction;
  next: string;
  /** The OpenID Connect provider, when one is configured: its name and the address that starts the sign-in. */
  provider: { name: string; href: string } | null;
  /** What the page before had to say, null when nothing. */
  message: string | null;
};

/** The sign-in page. */
export function SignInPage({ signIn, next, provider, message }: SignInPageProps) {
  return (
    <DoorPage
      title="Connexion"
      help="La passerelle entre votre logiciel de gestion et le Tableau de bord de l'apprentissage."
      foot="Pas encore de compte ? Demandez une invitation à l'administrateur de votre établissement."
    >
      {message === null ? null : <Message tone="info">{message}</Message>}
      <SignInForm signIn={signIn} next={next} />
      <p className="text-dense">
        <PageLink href="/connexion/mot-de-passe-oublie" className="text-lien underline underline-offset-4">
          Mot de passe oublié ?
        </PageLink>
      </p>
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
    </DoorPage>
  );
}
