import { signedInContext } from "@/lib/auth/session";
import { rapportPath } from "@/lib/domain/rapport-path";
import { listEtablissements } from "@/lib/services/etablissements/list-etablissements";

type Entered = Awaited<ReturnType<typeof listEtablissements>>;

/** Where a person begins: their one établissement's report, their réseau; null when they must choose, or have nowhere to go. */
export function homeOf(etablissements: Entered): string | null {
  const [only, other] = etablissements;
  if (only !== undefined && other === undefined) return rapportPath(only.uai);
  const isSuperviseur = etablissements.some(({ supervised }) => supervised);
  return isSuperviseur && !etablissements.some(({ member }) => member) ? "/reseau" : null;
}

/** Where who just signed in goes, when they asked for no page: straight there, without the page that only leads on. */
export async function pathAfterSignIn(asked: string): Promise<string> {
  if (asked !== "/") return asked;
  return homeOf(await listEtablissements(await signedInContext())) ?? "/";
}
