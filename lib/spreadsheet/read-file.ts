import { ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { checkFileSize } from "./file-size";
import type { FileReading, ReadingChoices, RowReading } from "./reading.types";
import { SANDBOX_LIMITS, type SandboxLimits } from "./sandbox/limits";
import type { SandboxMessage } from "./sandbox/messages.types";
import { parseMessage } from "./sandbox/parse-message";
import { readLines } from "./sandbox/read-lines";
import { type Sandbox, startSandbox } from "./sandbox/start-sandbox";
import { takeReadingTurn } from "./sandbox/take-turn";

const TOO_LONG =
  "Ce fichier est trop long à lire : enregistrez-le de nouveau depuis votre tableur, sans mise en forme, ou partagez-le en plusieurs fichiers.";
const TOO_HEAVY =
  "Ce fichier demande trop de mémoire pour être lu : enregistrez-le de nouveau depuis votre tableur, sans mise en forme, ou partagez-le en plusieurs fichiers.";

/** Why a sandbox ended before it had said everything. V8 aborts a heap that is full; the watchdog kills. */
async function failure({ ended }: Sandbox, isLate: boolean): Promise<Error> {
  const { code, signal } = await ended;
  if (isLate) return new ServiceError("INVALID_INPUT", TOO_LONG);
  logger.warn({ code, signal }, "lecture d'un fichier arrêtée");
  const killed = signal === "SIGKILL" || signal === "SIGABRT" || code === 134;
  return killed ? new ServiceError("INVALID_INPUT", TOO_HEAVY) : new Error(`The sandbox ended with ${code ?? signal}.`);
}

/** What the sandbox says until its «end». Throws its refusal, or why it ended before. */
async function* messages(sandbox: Sandbox, isLate: () => boolean): AsyncGenerator<SandboxMessage> {
  for await (const line of readLines(sandbox.channel)) {
    const message = parseMessage(line);
    if (message.kind === "refusal") throw new ServiceError("INVALID_INPUT", message.sentence);
    if (message.kind === "end") return;
    yield message;
  }
  throw await failure(sandbox, isLate());
}

async function* batches(said: AsyncIterator<SandboxMessage>): AsyncGenerator<RowReading[]> {
  for (let next = await said.next(); next.done !== true; next = await said.next()) {
    if (next.value.kind === "rows") yield next.value.rows;
  }
}

/** The reading, once the sandbox has read the whole file; `onProgress` hears how many rows it has read meanwhile. */
async function awaitReading(
  said: AsyncIterator<SandboxMessage>,
  onProgress: (rows: number) => void,
): Promise<FileReading> {
  for (let next = await said.next(); next.done !== true; next = await said.next()) {
    if (next.value.kind === "reading") return next.value.reading;
    if (next.value.kind === "progress") onProgress(next.value.rows);
  }
  throw new Error("The sandbox ended without a reading.");
}

type ReadOptions = { limits?: SandboxLimits; onProgress?: (rowsRead: number) => void; signal?: AbortSignal };

/**
 * Reads a file of any format in a process of its own, and answers what `use` makes of it: first what the whole file is, then its rows, in batches
 * that `use` takes at its pace. Whatever the file does, this process only sees a refusal.
 * @param maxSize of the file, in bytes. `signal` stops it: it then throws the signal's reason.
 * Throws ServiceError with one sentence for the person: INVALID_INPUT for a file that is empty, too big, of another kind, of no use, out of bounds, too
 * long or too heavy to read; TOO_MANY_ATTEMPTS when too many files are being read.
 */
export async function readFile<T>(
  file: { path: string; name: string },
  maxSize: number,
  choices: ReadingChoices,
  use: (reading: FileReading, batches: AsyncIterable<RowReading[]>) => Promise<T>,
  { limits = SANDBOX_LIMITS, onProgress = () => undefined, signal }: ReadOptions = {},
): Promise<T> {
  await checkFileSize(file.path, maxSize);
  signal?.throwIfAborted();
  const giveBack = await takeReadingTurn();
  const sandbox = startSandbox(file, choices, limits);
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    sandbox.kill();
  }, limits.deadlineMs);
  signal?.addEventListener("abort", sandbox.kill, { once: true });
  try {
    const said = messages(sandbox, () => isLate);
    return await use(await awaitReading(said, onProgress), batches(said));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", sandbox.kill);
    clearTimeout(deadline);
    sandbox.kill();
    await sandbox.ended.finally(giveBack);
  }
}
