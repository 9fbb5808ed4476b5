import type { FileReading, ReadingChoices, RowBatch, RowIdentity } from "./reading.types";
import type { HeardMessage } from "./sandbox/messages.types";
import { runSandbox, type SandboxOptions } from "./sandbox/run-sandbox";

async function* batches(said: AsyncIterator<HeardMessage>): AsyncGenerator<RowBatch> {
  let identities: RowIdentity[] = [];
  for (let next = await said.next(); next.done !== true; next = await said.next()) {
    if (next.value.kind === "identities") identities = next.value.rows;
    if (next.value.kind === "rows") yield { identities, bytes: next.value.bytes };
  }
}

/** The reading, once the sandbox has read the whole file; `onProgress` hears how many rows it has read meanwhile. */
async function awaitReading(
  said: AsyncIterator<HeardMessage>,
  onProgress: (rows: number) => void,
): Promise<FileReading> {
  for (let next = await said.next(); next.done !== true; next = await said.next()) {
    if (next.value.kind === "reading") return next.value.reading;
    if (next.value.kind === "progress") onProgress(next.value.rows);
  }
  throw new Error("The sandbox ended without a reading.");
}

type ReadOptions = SandboxOptions & { onProgress?: (rowsRead: number) => void };

/**
 * Reads a file of any format in a process of its own, and answers what `use` makes of it: first what the whole file is, then its rows, in batches
 * that `use` takes at its pace. Whatever the file does, this process only sees a refusal.
 * @param maxSize of the file, in bytes. `signal` stops it: it then throws the signal's reason.
 * Throws what runSandbox throws.
 */
export function readFile<T>(
  file: { path: string; name: string },
  maxSize: number,
  choices: ReadingChoices,
  use: (reading: FileReading, batches: AsyncIterable<RowBatch>) => Promise<T>,
  { onProgress = () => undefined, ...options }: ReadOptions = {},
): Promise<T> {
  return runSandbox(
    file,
    maxSize,
    { kind: "dossiers", choices },
    async (said) => use(await awaitReading(said, onProgress), batches(said)),
    options,
  );
}
