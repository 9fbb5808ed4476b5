import type { Db } from "@/db/database";

/** Who acts: a signed-in person, a software by its jeton, the clock, or nobody. */
export type Actor =
  | { kind: "person"; id: string }
  | { kind: "software"; jetonId: string; name: string }
  | { kind: "clock" }
  | { kind: "anonymous" };

/** The first argument of every service. `now` is the instant of the act, `address` where the call came from, when it is known. */
export type ServiceContext = { db: Db; actor: Actor; now: Date; address?: string | null };

/** The person's identifier for «by» columns, null for a software and the clock. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "person" ? actor.id : null;
}
