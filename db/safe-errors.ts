import type { Db } from "./database";
import { toDatabaseError } from "./errors";

// biome-ignore lint/complexity/noBannedTypes: drizzle's sessions are not exported for both engines; only these methods are touched.
type Methods = Record<string, Function | undefined>;

const done = new WeakSet<object>();

const rejectSafely = (error: unknown): never => {
  throw toDatabaseError(error);
};

/** Replaces a method by one whose rejections quote nothing. */
function guard(owner: Methods, name: string, around: (call: (...args: unknown[]) => Promise<unknown>) => typeof call) {
  const method = owner[name];
  if (method === undefined) return;
  owner[name] = around((...args) => Promise.resolve(method.apply(owner, args)));
}

const plain: Parameters<typeof guard>[2] =
  (call) =>
  (...args) =>
    call(...args).catch(rejectSafely);

const ofTransaction: Parameters<typeof guard>[2] =
  (call) =>
  (work, ...rest) =>
    call((tx: Db) => (work as (tx: Db) => unknown)(withSafeErrors(tx)), ...rest).catch(rejectSafely);

/**
 * The same database, whose errors say what kind they are and quote nothing: drizzle's own carry the whole query and its parameters, the
 * driver's the values of the row, and both end in logs. Here because all queries run here, in transactions as well.
 */
export function withSafeErrors<D extends Db>(db: D): D {
  const session: unknown = Reflect.get(db, "session");
  if (typeof session !== "object" || session === null) return db;
  if (!done.has(session)) {
    done.add(session);
    const methods = session as Methods;
    const prepare = methods.prepareQuery;
    methods.prepareQuery = (...args: unknown[]) => {
      const query: Methods = prepare?.apply(session, args);
      guard(query, "execute", plain);
      guard(query, "all", plain);
      return query;
    };
    guard(methods, "transaction", ofTransaction);
  }
  // A transaction within a transaction does not go through the session.
  if (!done.has(db)) {
    done.add(db);
    if ("rollback" in db) guard(db as unknown as Methods, "transaction", ofTransaction);
  }
  return db;
}
