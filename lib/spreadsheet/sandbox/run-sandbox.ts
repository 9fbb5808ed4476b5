import { ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { checkFileSize } from "@/lib/spreadsheet/file-size";
import { SANDBOX_LIMITS, type SandboxLimits } from "./limits";
import type { HeardMessage, SandboxTask } from "./messages.types";
import { parseMessage } from "./parse-message";
import { readLines } from "./read-lines";
import { type Sandbox, startSandbox } from "./start-sandbox";
import { takeReadingTurn } from "./take-turn";

const TOO_LONG =
  "Ce fichier est trop long à lire : enregistrez-le de nouveau depuis votre tableur, sans mise en forme, ou partagez-le en plusieurs fichiers.";
const TOO_HEAVY =
  "Ce fichier demande trop de mémoire pour être lu : enregistrez-le de nouveau depuis votre tableur, sans mise en forme, ou partagez-le en plusieurs fichiers.";

/** Why a sandbox ended before it had said everything. V8 aborts a heap that is full; the watchdog kills. */
async function failure({ ended }: Sandbox, isLate: boolean): Promise<Error> {
  const { code, signal } = await ended;
  if (isLate) return new ServiceError("INVALID_INPUT", TOO_LONG);
  logger.warn({ code, signal }, "lecture d'un fichier arrêtée");
  const killed = signal === "SIGKILL" || signal === "SIGABRT" || code === 134;
  return killed ? new ServiceError("INVALID_INPUT", TOO_HEAVY) : new Error(`The sandbox ended with ${code ?? signal}.`);
}

/** How a batch of rows begins: nine tenths of what is said, and nobody needs it yet. */
const ROWS = Buffer.from('{"kind":"rows",');

/** What the sandbox says until its «end». Throws its refusal, or why it ended before. */
async function* messages(sandbox: Sandbox, isLate: () => boolean): AsyncGenerator<HeardMessage> {
  for await (const line of readLines(sandbox.channel)) {
    if (line.subarray(0, ROWS.length).equals(ROWS)) {
      yield { kind: "rows", bytes: line };
      continue;
    }
    const message = parseMessage(line);
    if (message.kind === "refusal") throw new ServiceError("INVALID_INPUT", message.sentence);
    if (message.kind === "end") return;
    if (message.kind !== "rows") yield message;
  }
  throw await failure(sandbox, isLate());
}

export type SandboxOptions = { limits?: SandboxLimits; signal?: AbortSignal };

/**
 * Reads a file in a process of its own, and answers what `use` makes of what it says, message after message, at its pace. Whatever the file does, this
 * process only sees a refusal. @param maxSize of the file, in bytes. `signal` stops it: it then throws the signal's reason.
 * Throws ServiceError with one sentence for the person: INVALID_INPUT for a file that is empty, too big, of another kind, of no use, out of bounds, too
 * long or too heavy to read; TOO_MANY_ATTEMPTS when too many files are being read.
 */
export async function runSandbox<T>(
  file: { path: string; name: string },
  maxSize: number,
  task: SandboxTask,
  use: (said: AsyncIterator<HeardMessage>) => Promise<T>,
  { limits = SANDBOX_LIMITS, signal }: SandboxOptions = {},
): Promise<T> {
  await checkFileSize(file.path, maxSize);
  signal?.throwIfAborted();
  const giveBack = await takeReadingTurn();
  const sandbox = startSandbox(file, task, limits);
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    sandbox.kill();
  }, limits.deadlineMs);
  // Whoever uses what it said may take longer than it did.
  const gone = () => {
    clearTimeout(deadline);
    giveBack();
  };
  sandbox.ended.then(gone, gone);
  signal?.addEventListener("abort", sandbox.kill, { once: true });
  try {
    return await use(messages(sandbox, () => isLate));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", sandbox.kill);
    sandbox.kill();
    await sandbox.ended;
  }
}
