import type { ParameterOrJSON, ReservedSql, Sql, TransactionSql, UnsafeQueryOptions } from "postgres";
import { isFamiliar } from "./familiar-statements";
import { type Reach, setReach } from "./reach";
import { createReadBatch, onlyReads } from "./read-batch";
import { readInOneGo } from "./read-in-one-go";

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
const PLANNED_EACH_TIME = "set local plan_cache_mode = force_custom_plan";

/**
 * The driver, limited to a reach: each statement alone and each transaction begin by saying whose rows they are for. Only what drizzle and
 * `preparedRows` call of it: `unsafe`, `begin`, `options`. The setting travels with the first statement, and readings with what opens and
 * closes their transaction: they wait once.
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
  const readTogether = createReadBatch<ReservedSql>((work) =>
    admit(() =>
      readInOneGo(client, `${setting}; ${PLANNED_EACH_TIME}`, (connection) => {
        connection.unsafe = preparing(connection) as typeof connection.unsafe;
        return work(connection);
      }),
    ),
  );
  const unsafe: Ask = (text, params, options) =>
    answering((asArrays) => {
      const ask = (tx: TransactionSql | ReservedSql) => {
        const query = tx.unsafe(text, params, options);
        // Sent now, before what closes the transaction: the driver sends in the order of these calls.
        query.execute();
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
