import { asc, eq, sql } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";

/** What a superviseur's services work on: their réseaux, and a database that holds the rows of these établissements and of no other. */
export type ReseauScope = ServiceContext & { reseaux: { id: string; name: string }[]; etablissements: number };

/**
 * Opens all the réseaux of the acting person together. To who supervises none, the page does not exist: the role that one has in an
 * établissement opens that one only. Throws NOT_SIGNED_IN, NOT_FOUND.
 */
export async function openReseau(ctx: ServiceContext): Promise<ReseauScope> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  const gate = gateOf(ctx.db);
  const found = await gate.door
    .select({
      id: reseaux.id,
      name: reseaux.name,
      ids: sql<string | null>`string_agg(${etablissements.id}::text, ',')`,
    })
    .from(supervisions)
    .innerJoin(reseaux, eq(reseaux.id, supervisions.reseauId))
    .leftJoin(etablissements, eq(etablissements.reseauId, reseaux.id))
    .where(eq(supervisions.userId, actor.id))
    .groupBy(reseaux.id, reseaux.name)
    .orderBy(asc(reseaux.name), asc(reseaux.id));
  if (found.length === 0) throw new ServiceError("NOT_FOUND", "Cette page n'existe pas.");
  const ids = found.flatMap(({ ids }) => ids?.split(",") ?? []);
  return {
    ...ctx,
    db: gate.enter(ids),
    reseaux: found.map(({ id, name }) => ({ id, name })),
    etablissements: ids.length,
  };
}
