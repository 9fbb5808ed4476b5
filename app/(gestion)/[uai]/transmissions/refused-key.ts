import type { RequestScope } from "@/lib/actions/request-scope";
import { hasPermission } from "@/lib/domain/roles";
import { isKeyRefused } from "@/lib/services/alertes/list-alertes";

/** The page that replaces a key that the TBA refuses, to who may; null while the TBA takes the key. */
export async function findRefusedKey(scope: RequestScope, uai: string): Promise<{ href: string | null } | null> {
  if (!(await isKeyRefused(scope))) return null;
  const mayReplace = hasPermission(scope.etablissement.role, "administer");
  return { href: mayReplace ? `/${uai}/parametrage/api/mission-apprentissage` : null };
}
