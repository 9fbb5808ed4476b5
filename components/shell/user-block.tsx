import { LogOut, UserRound } from "lucide-react";
import { PageLink } from "./page-link";
import type { ShellContext } from "./shell.types";
import { SignOutForm } from "./sign-out-form";
import { ThemeChoice } from "./theme-choice";

type UserBlockProps = Pick<ShellContext, "user" | "theme" | "signOut">;

/** Who is signed in, in what role, how the site looks, and the way out. */
export function UserBlock({ user, theme, signOut }: UserBlockProps) {
  return (
    <div className="space-y-2 border-t border-rail-trait pt-3 text-sm">
      <div className="flex items-center gap-2 px-2">
        <UserRound aria-hidden="true" className="size-4 shrink-0 self-start mt-0.5 text-rail-douce" />
        <div className="min-w-0">
          <p className="leading-5 font-medium wrap-break-word text-white">{user.name}</p>
          <p className="text-xs text-rail-douce">{user.role}</p>
          <PageLink
            href="/mon-compte"
            className="text-xs text-rail-encre underline underline-offset-4 hover:text-white"
          >
            Mon compte
          </PageLink>
        </div>
      </div>
      <ThemeChoice theme={theme} />
      <SignOutForm signOut={signOut}>
        <button
          type="submit"
          className="flex min-h-9 w-full items-center gap-2 rounded-md px-2 text-dense text-rail-encre hover:bg-rail-actif/50 hover:text-white"
        >
          <LogOut aria-hidden="true" className="size-4" />
          Se déconnecter
        </button>
      </SignOutForm>
    </div>
  );
}
