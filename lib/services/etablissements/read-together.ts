import type { Scope } from "./scope";

/**
 * Several readings at once, on one connection and in one transaction: they leave together and say once whose rows they are for. Not for a
 * reading that writes, nor for one that enters the database by another door.
 */
export function readTogether<S extends Scope, T>(scope: S, read: (scope: S) => Promise<T>): Promise<T> {
  return scope.db.transaction((db) => read({ ...scope, db }));
}
