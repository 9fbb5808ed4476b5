import type { Db } from "@/db/database";

/** Who acts: a signed-in person, the clock, or nobody. */
export type Actor = { kind: "person"; id: string } | { kind: "clock" } | { kind: "anonymous" };

/** The first argument of every service. `now` is the instant of the act, `address` the caller's IP, null or absent for the clock. */
export type ServiceContext = { db: Db; actor: Actor; now: Date; address?: string | null };

/** The person's identifier for «by» columns, null for the clock. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "person" ? actor.id : null;
}
