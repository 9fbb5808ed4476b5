import { and, asc, eq, gt, inArray, isNull, lt, ne, or } from "drizzle-orm";
import type { Db } from "@/db/database";
import { gateOf } from "@/db/gate";
import { etablissements } from "@/db/schema/etablissements";
import { jetons } from "@/db/schema/jetons";
import type { JetonRight } from "@/lib/domain/enumerations";
import type { ServiceContext } from "@/lib/services/context";
import type { Scope } from "@/lib/services/etablissements/scope";
import { jetonHash } from "./create-jeton";

const PREFIX = "ptba_";
/** Its last use is written once a minute, not once a call. */
const PRECISION_MS = 60_000;

/** An établissement that a jeton enters, and its own row there: a role that only reads, since no service acts in its name. */
export type Entered = Scope["etablissement"] & { jetonId: string };

/** A software that showed a jeton that stands: what it may do, and where. At least one établissement. */
export type OpenJeton = {
  key: string;
  name: string;
  rights: readonly JetonRight[];
  /** Made for several établissements, however many it still enters. */
  shared: boolean;
  etablissements: readonly Entered[];
};

async function recordUse(door: Db, ids: readonly string[], now: Date, address: string | null): Promise<void> {
  const old = or(
    isNull(jetons.lastUsedAt),
    lt(jetons.lastUsedAt, new Date(now.getTime() - PRECISION_MS)),
    isNull(jetons.lastAddress),
    ne(jetons.lastAddress, address ?? ""),
  );
  await door
    .update(jetons)
    .set({ lastUsedAt: now, lastAddress: address })
    .where(and(inArray(jetons.id, [...ids]), old));
}

/**
 * Who shows this secret: null when no jeton of it stands (unknown, revoked, past its end). Asked at each call, so that a revocation counts
 * from the next one on. Through the door: nobody has entered yet.
 */
export async function openJeton(
  { db, now, address = null }: Pick<ServiceContext, "db" | "now" | "address">,
  secret: string,
): Promise<OpenJeton | null> {
  if (!secret.startsWith(PREFIX)) return null;
  const { door } = gateOf(db);
  const found = await door
    .select({ jeton: jetons, etablissement: etablissements })
    .from(jetons)
    .innerJoin(etablissements, eq(etablissements.id, jetons.etablissementId))
    .where(
      and(
        eq(jetons.secretHash, jetonHash(secret)),
        isNull(jetons.revokedAt),
        or(isNull(jetons.expiresAt), gt(jetons.expiresAt, now)),
      ),
    )
    .orderBy(asc(etablissements.id));
  const [first] = found;
  if (first === undefined) return null;
  await recordUse(
    door,
    found.map(({ jeton }) => jeton.id),
    now,
    address,
  );
  return {
    key: first.jeton.secretHash,
    name: first.jeton.name,
    rights: first.jeton.rights,
    shared: first.jeton.shared,
    etablissements: found.map(({ jeton, etablissement: { id, uai, siret, name, transmissionActive } }) => ({
      jetonId: jeton.id,
      id,
      uai,
      siret,
      name,
      transmissionActive,
      role: "lecteur",
    })),
  };
}
