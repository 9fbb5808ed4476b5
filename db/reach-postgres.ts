import type { ParameterOrJSON, Sql, TransactionSql, UnsafeQueryOptions } from "postgres";
import { isFamiliar } from "./familiar-statements";
import { type Reach, setReach } from "./reach";
import { createReadBatch, onlyReads } from "./read-batch";

/** Lets a piece of work take a connection of the pool, when its turn comes. */
export type Admit = <T>(work: () => Promise<T>) => Promise<T>;

type Ask = (text: string, params?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) => unknown;

/** The driver's way to ask, which prepares what is asked again and again. */
function preparing(client: Pick<Sql, "unsafe">) {
  const { unsafe } = client;
  return (text: string, params?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) =>
    unsafe(text, params, isFamiliar(text) ? { ...options, prepare: true } : options);
}

/** An answer, and the way that the caller says, in the same breath, that it wants rows as arrays. */
function answering(ask: (asArrays: () => boolean) => Promise<unknown>) {
  let asArrays = false;
  const answer = Promise.resolve().then(() => ask(() => asArrays));
  const values = () => {
    asArrays = true;
    return answer;
  };
  return Object.assign(answer, { values });
}

/**
 * A reading that was prepared is still planned for the values of each time, as one that is not kept. Not so for who writes: what PostgreSQL asks
 * for itself at each row (foreign keys, triggers) would be planned anew for each, which takes ten times as long as asking it.
 */
export const PLANNED_EACH_TIME = "set local plan_cache_mode = force_custom_plan";

/** The driver within a transaction that prepares as soon as somebody says that it only reads, by asking for PLANNED_EACH_TIME. */
function preparingOnceReading(tx: TransactionSql) {
  const plainly = tx.unsafe;
  const prepared = preparing(tx);
  let reads = false;
  return (text: string, params?: ParameterOrJSON<never>[], options?: UnsafeQueryOptions) => {
    reads ||= text === PLANNED_EACH_TIME;
    return reads ? prepared(text, params, options) : plainly(text, params, options);
  };
}

/**
 * The driver, limited to a reach: each statement alone and each transaction begin by saying whose rows they are for. Only what drizzle and
 * `preparedRows` call of it: `unsafe`, `begin`, `options`. The setting travels with the first statement: one wait more, not two.
 */
export function withReach(client: Sql, reach: Reach, admit: Admit): Sql {
  const setting = setReach(reach);
  const beginWith = <T>(settings: string, work: (tx: TransactionSql) => T | Promise<T>) =>
    admit(async () =>
      client.begin((tx) => {
        tx.unsafe(settings).execute();
        return work(tx);
      }),
    );
  const begin = <T>(work: (tx: TransactionSql) => T | Promise<T>) =>
    beginWith(setting, (tx) => {
      tx.unsafe = preparingOnceReading(tx) as typeof tx.unsafe;
      return work(tx);
    });
  const readTogether = createReadBatch<TransactionSql>((work) =>
    beginWith(`${setting}; ${PLANNED_EACH_TIME}`, (tx) => {
      tx.unsafe = preparing(tx) as typeof tx.unsafe;
      return work(tx);
    }),
  );
  const unsafe: Ask = (text, params, options) =>
    answering((asArrays) => {
      const ask = (tx: TransactionSql) => {
        const query = tx.unsafe(text, params, options);
        return asArrays() ? query.values() : query;
      };
      return onlyReads(text) ? readTogether(ask) : begin(async (tx) => ask(tx));
    });
  return asClient(client, unsafe, begin);
}

const asClient = (client: Sql, unsafe: Ask, begin: unknown): Sql =>
  Object.assign(() => {}, { options: client.options, unsafe, begin }) as unknown as Sql;

/**
 * The driver on connections that were opened for a reach once and for all: a statement alone is sent as it is, without a transaction around
 * it. For the doors, which every request passes three times.
 */
export function withTurns(client: Sql, admit: Admit): Sql {
  const ask = preparing(client);
  const unsafe: Ask = (text, params, options) =>
    answering((asArrays) =>
      admit(async () => {
        const query = ask(text, params, options);
        return asArrays() ? query.values() : query;
      }),
    );
  return asClient(client, unsafe, <T>(work: (tx: TransactionSql) => T | Promise<T>) =>
    admit(async () => client.begin(work)),
  );
}
