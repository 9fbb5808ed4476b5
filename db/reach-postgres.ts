import type { ParameterOrJSON, Sql, TransactionSql, UnsafeQueryOptions } from "postgres";
import { type Reach, setReach } from "./reach";

/** Lets a piece of work take a connection of the pool, when its turn comes. */
export type Admit = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The driver, limited to a reach: each statement alone and each transaction begin by saying whose rows they are for. Only what drizzle and
 * `preparedRows` call of it: `unsafe`, `begin`, `options`. The setting travels with the first statement: one wait more, not two.
 */
export function withReach(client: Sql, reach: Reach, admit: Admit): Sql {
  const setting = setReach(reach);
  const begin = <T>(work: (tx: TransactionSql) => T | Promise<T>) =>
    admit(async () =>
      client.begin((tx) => {
        tx.unsafe(setting).execute();
        return work(tx);
      }),
    );
  const unsafe = (text: string, params?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) => {
    let asArrays = false;
    // The caller says in the same breath in which shape it wants the rows.
    const answer = Promise.resolve().then(() =>
      begin(async (tx) => {
        const query = tx.unsafe(text, params, options);
        return asArrays ? query.values() : query;
      }),
    );
    const values = () => {
      asArrays = true;
      return answer;
    };
    return Object.assign(answer, { values });
  };
  return asClient(client, unsafe, begin);
}

const asClient = (client: Sql, unsafe: unknown, begin: unknown): Sql =>
  Object.assign(() => {}, { options: client.options, unsafe, begin }) as unknown as Sql;

/**
 * The driver on connections that were opened for a reach once and for all: a statement alone is sent as it is, without a transaction around
 * it. For the doors, which every request passes three times.
 */
export function withTurns(client: Sql, admit: Admit): Sql {
  const unsafe = (text: string, params?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) => {
    let asArrays = false;
    const answer = Promise.resolve().then(() =>
      admit(async () => {
        const query = client.unsafe(text, params, options);
        return asArrays ? query.values() : query;
      }),
    );
    const values = () => {
      asArrays = true;
      return answer;
    };
    return Object.assign(answer, { values });
  };
  return asClient(client, unsafe, <T>(work: (tx: TransactionSql) => T | Promise<T>) =>
    admit(async () => client.begin(work)),
  );
}
