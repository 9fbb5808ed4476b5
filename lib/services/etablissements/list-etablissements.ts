import { asc, isNotNull, or, sql } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { readyStatement } from "@/db/ready-statement";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, supervisions } from "@/db/schema/users";
import type { ServiceContext } from "@/lib/services/context";
import { accessLinks } from "./access-links";

/** `member`: the person has a role in it; `supervised`: it is of a réseau that they supervise. */
type EnterableEtablissement = { uai: string; name: string; member: boolean; supervised: boolean };

const entered = accessLinks(sql.placeholder("user"));

const listOf = readyStatement((db) =>
  db
    .selectDistinct({
      uai: etablissements.uai,
      name: etablissements.name,
      member: sql<boolean>`${memberships.role} is not null`,
      supervised: sql<boolean>`${supervisions.userId} is not null`,
    })
    .from(etablissements)
    .leftJoin(memberships, entered.membership)
    .leftJoin(supervisions, entered.supervision)
    .where(or(isNotNull(memberships.role), isNotNull(supervisions.userId)))
    .orderBy(asc(etablissements.name))
    .prepare("list_etablissements"),
);

/** The établissements that the acting person may enter, by name. */
export async function listEtablissements({ db, actor }: ServiceContext): Promise<EnterableEtablissement[]> {
  if (actor.kind !== "person") return [];
  return listOf(gateOf(db).door).execute({ user: actor.id });
}
