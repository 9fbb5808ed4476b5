import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Db } from "@/db/database";

const dialect = new PgDialect();

/** The same database, seen by a process that dies at the first statement that holds some words, in a transaction or out of one. */
export function failingAt(db: Db, words: string): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name === "execute")
        return async (query: SQL) => {
          if (dialect.sqlToQuery(query).sql.includes(words)) throw new Error("Ce processus est mort.");
          return target.execute(query);
        };
      if (name === "transaction")
        return (work: (tx: Db) => Promise<unknown>) => target.transaction((tx) => work(failingAt(tx, words)));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
