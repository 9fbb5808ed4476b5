import { env } from "@/lib/env";
import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";
import { apiSignInLink } from "@/lib/tba/sign-in-link";

/** Where the blue key leads: the TBA's page that shows the établissement's key. */
export async function getKeyLink(ctx: ServiceContext, uai: string): Promise<string> {
  const { siret, uai: certainUai } = await authorize(ctx, uai, "view");
  return apiSignInLink({ site: env().TBA_SITE_URL, erp: env().TBA_ERP_ID, siret, uai: certainUai });
}
