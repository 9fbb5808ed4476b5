import { asc, isNotNull, or } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, supervisions } from "@/db/schema/users";
import type { ServiceContext } from "@/lib/services/context";
import { accessLinks } from "./access-links";

/** The établissements that the acting person may enter, by name. */
export async function listEtablissements({ db, actor }: ServiceContext): Promise<{ uai: string; name: string }[]> {
  if (actor.kind !== "person") return [];
  const links = accessLinks(actor.id);
  return gateOf(db)
    .door.selectDistinct({ uai: etablissements.uai, name: etablissements.name })
    .from(etablissements)
    .leftJoin(memberships, links.membership)
    .leftJoin(supervisions, links.supervision)
    .where(or(isNotNull(memberships.role), isNotNull(supervisions.userId)))
    .orderBy(asc(etablissements.name));
}
