import type { FileReading, FileRows, ReadingChoices, RowIdentity } from "./reading.types";
import type { HeardMessage } from "./sandbox/messages.types";
import { runSandbox, type SandboxOptions } from "./sandbox/run-sandbox";

function rowsSaid(said: AsyncIterator<HeardMessage>): FileRows {
  let first: Buffer | null = null;
  async function* identities(): AsyncGenerator<RowIdentity[]> {
    for (let next = await said.next(); next.done !== true; next = await said.next()) {
      if (next.value.kind === "identities") yield next.value.rows;
      if (next.value.kind !== "rows") continue;
      first = next.value.bytes;
      return;
    }
  }
  async function* batches(): AsyncGenerator<Buffer> {
    if (first !== null) yield first;
    for (let next = await said.next(); next.done !== true; next = await said.next()) {
      if (next.value.kind === "rows") yield next.value.bytes;
    }
  }
  return { identities: identities(), batches: batches() };
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
 * Reads a file of any format in a process of its own, and answers what `use` makes of it: first what the whole file is, then its rows,
 * which `use` takes at its pace. Whatever the file does, this process only sees a refusal.
 * @param maxSize of the file, in bytes. `signal` stops it: it then throws the signal's reason.
 * Throws what runSandbox throws.
 */
export function readFile<T>(
  file: { path: string; name: string },
  maxSize: number,
  choices: ReadingChoices,
  use: (reading: FileReading, rows: FileRows) => Promise<T>,
  { onProgress = () => undefined, ...options }: ReadOptions = {},
): Promise<T> {
  return runSandbox(
    file,
    maxSize,
    { kind: "dossiers", choices },
    async (said) => use(await awaitReading(said, onProgress), rowsSaid(said)),
    options,
  );
}
