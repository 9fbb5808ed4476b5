import type { Db } from "./database";

/**
 * A statement that is put into SQL once for each way into a database, and not at each page, which takes longer than sending it. What changes from
 * one time to the next is named (`sql.placeholder`) and given to `execute`, instants as texts: it has no encoder.
 */
export function readyStatement<S>(build: (db: Db) => S): (db: Db) => S {
  const ready = new WeakMap<Db, S>();
  return (db) => {
    const statement = ready.get(db) ?? build(db);
    ready.set(db, statement);
    return statement;
  };
}
