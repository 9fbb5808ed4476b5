import type { ReservedSql, Sql } from "postgres";
import postgres from "postgres";

/** The connection lives, and what it answered says that its transaction is over: another may have it. */
const isOver = (closing: PromiseSettledResult<unknown>): boolean =>
  closing.status === "fulfilled" ||
  (closing.reason instanceof postgres.PostgresError && closing.reason.severity === "ERROR");

/**
 * Readings in a transaction whose opening, settings, readings and end leave together: one write and one wait, where each would wait for the one
 * before. `read` must ask for all that it wants at once. Throws what a reading throws.
 */
export async function readInOneGo<T>(
  client: Sql,
  settings: string,
  read: (connection: ReservedSql) => Promise<T>,
): Promise<T> {
  const connection = await client.reserve();
  const opening = connection.unsafe(`begin; ${settings}`).execute();
  // Even what fails at once leaves between the opening and the end.
  const reading = (async () => read(connection))();
  const closing = connection.unsafe("commit").execute();
  const [opened, answer, closed] = await Promise.allSettled([opening, reading, closing]);
  // A connection that died went back by itself, and may be another one's already.
  if (isOver(closed)) connection.release();
  if (answer.status === "rejected") throw answer.reason;
  if (opened.status === "rejected") throw opened.reason;
  if (closed.status === "rejected") throw closed.reason;
  return answer.value;
}
