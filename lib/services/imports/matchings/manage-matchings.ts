import { isDeepStrictEqual } from "node:util";
import { and, asc, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { columnMatchings } from "@/db/schema/column-matchings";
import { etablissements } from "@/db/schema/etablissements";
import { memberships } from "@/db/schema/users";
import { ROLES } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { hasPermission } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import { openScope, requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import type { MatchingLine, Neighbour } from "./matchings.types";
import { findAlike, rememberMatching } from "./remember-matching";

const GONE = "Cette correspondance n'existe plus : rechargez la page.";
const MANAGERS = ROLES.filter((role) => hasPermission(role, "manage"));

/** What the établissement remembers of its files. Throws FORBIDDEN. */
export async function listMatchings(scope: Scope): Promise<MatchingLine[]> {
  const { id } = requirePermission(scope, "view");
  const found = await scope.db
    .select()
    .from(columnMatchings)
    .where(eq(columnMatchings.etablissementId, id))
    .orderBy(desc(columnMatchings.at));
  return found.map(({ id, name, headings, choices, at }) => ({
    ...{ id, name, headings },
    given: choices.given ?? {},
    copied: choices.copied ?? {},
    at: at.toISOString(),
  }));
}

const own = (etablissementId: string, id: string) =>
  and(eq(columnMatchings.etablissementId, etablissementId), eq(columnMatchings.id, id));

/** Gives a matching another name. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT. */
export async function renameMatching(scope: Scope, id: string, name: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const typed = name.trim().slice(0, 80);
  if (typed === "") throw new ServiceError("INVALID_INPUT", "Donnez un nom à cette correspondance.");
  const done = isUuid(id)
    ? await scope.db.update(columnMatchings).set({ name: typed }).where(own(etablissementId, id)).returning()
    : [];
  if (done.length === 0) throw new ServiceError("NOT_FOUND", GONE);
}

/** Forgets a matching: the next file of this shape is asked about again. Throws FORBIDDEN, NOT_FOUND. */
export async function forgetMatching(scope: Scope, id: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const done = isUuid(id) ? await scope.db.delete(columnMatchings).where(own(etablissementId, id)).returning() : [];
  if (done.length === 0) throw new ServiceError("NOT_FOUND", GONE);
}

/** The other établissements of the same réseau where the person may import: a matching can be given to them. Throws FORBIDDEN. */
export async function listNeighbours(scope: Scope): Promise<Neighbour[]> {
  const { id } = requirePermission(scope, "manage");
  const userId = actorId(scope.actor);
  if (userId === null) return [];
  const { door } = gateOf(scope.db);
  const [here] = await door
    .select({ reseauId: etablissements.reseauId })
    .from(etablissements)
    .where(and(eq(etablissements.id, id), isNotNull(etablissements.reseauId)));
  if (here?.reseauId === undefined || here.reseauId === null) return [];
  const found = await door
    .select({ id: etablissements.id, uai: etablissements.uai, name: etablissements.name })
    .from(etablissements)
    .innerJoin(memberships, eq(memberships.etablissementId, etablissements.id))
    .where(
      and(
        eq(etablissements.reseauId, here.reseauId),
        eq(memberships.userId, userId),
        inArray(memberships.role, [...MANAGERS]),
      ),
    )
    .orderBy(asc(etablissements.name));
  return found.flatMap(({ id: other, uai, name }) => (other === id ? [] : [{ uai, name }]));
}

const describeOwn = (name: string) =>
  `Rien n'est donné : cet établissement lit déjà ces titres autrement, par sa correspondance « ${name} ». Pour la remplacer, oubliez-la d'abord de son côté.`;

/** What a matching says that is not of its établissement alone: its year, its UAI, its SIRET. */
const shareable = (choices: ReadingChoices): ReadingChoices => ({ ...choices, given: {} });

/**
 * Gives a matching to another établissement of the réseau, but for what is of one alone. Throws FORBIDDEN, NOT_FOUND, CONFLICT when that one reads the
 * same headings in its own way.
 */
export async function copyMatching(scope: Scope, id: string, uai: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  const allowed = (await listNeighbours(scope)).some((other) => other.uai === uai);
  const [found] = isUuid(id) ? await scope.db.select().from(columnMatchings).where(own(etablissementId, id)) : [];
  if (found === undefined) throw new ServiceError("NOT_FOUND", GONE);
  if (!allowed)
    throw new ServiceError("NOT_FOUND", "Cet établissement n'est pas du même réseau, ou n'est pas le vôtre.");
  const there = await openScope(scope, uai);
  const { id: target } = requirePermission(there, "manage");
  const { name, headings, choices } = found;
  await there.db.transaction(async (tx) => {
    const alike = await findAlike(tx, { etablissementId: target, headings });
    const own = alike.find((known) => !isDeepStrictEqual(shareable(known.choices), shareable(choices)));
    if (own !== undefined) throw new ServiceError("CONFLICT", describeOwn(own.name));
    const given = alike[0]?.choices.given ?? {};
    const by = actorId(scope.actor);
    const matching = { etablissementId: target, name, headings, choices: { ...choices, given }, at: scope.now, by };
    await rememberMatching(tx, matching);
  });
}
