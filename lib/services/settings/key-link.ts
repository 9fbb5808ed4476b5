import { env } from "@/lib/env";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { apiSignInLink } from "@/lib/tba/sign-in-link";

/** Where the blue key leads: the TBA's page that shows the établissement's key. */
export function getKeyLink(scope: Scope): string {
  const { siret, uai: certainUai } = requirePermission(scope, "view");
  return apiSignInLink({ site: env().TBA_SITE_URL, erp: env().TBA_ERP_ID, siret, uai: certainUai });
}
