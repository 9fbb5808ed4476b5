import { ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { checkFileSize } from "./file-size";
import { SANDBOX_LIMITS, type SandboxLimits } from "./sandbox/limits";
import type { SandboxMessage } from "./sandbox/messages.types";
import { parseMessage } from "./sandbox/parse-message";
import { readLines } from "./sandbox/read-lines";
import { type Sandbox, startSandbox } from "./sandbox/start-sandbox";
import { takeReadingTurn } from "./sandbox/take-turn";
import type { Sheet, SheetRow } from "./sheet";

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

async function* batches(said: AsyncIterator<SandboxMessage>): AsyncGenerator<SheetRow[]> {
  for (let next = await said.next(); next.done !== true; next = await said.next()) {
    if (next.value.kind === "rows") yield next.value.rows;
  }
}

async function takeSheet<T>(said: AsyncIterator<SandboxMessage>, use: (sheet: Sheet) => Promise<T>): Promise<T> {
  const first = await said.next();
  if (first.done === true || first.value.kind !== "headings")
    throw new Error("The sandbox did not begin with headings.");
  return use({ headings: first.value.headings, batches: batches(said) });
}

/**
 * Reads the table of a file (.xlsx or CSV) in a process of its own, and answers what `use` makes of it. Rows come as they are read, in
 * batches that `use` takes at its pace. Whatever the file does, this process only sees a refusal.
 * @param maxSize of the file, in bytes.
 * Throws ServiceError with one sentence for the person: INVALID_INPUT for a file that is empty, too big, of another kind, out of bounds, too long
 * or too heavy to read; TOO_MANY_ATTEMPTS when too many files are being read.
 */
export async function readFile<T>(
  file: { path: string; name: string },
  maxSize: number,
  use: (sheet: Sheet) => Promise<T>,
  limits: SandboxLimits = SANDBOX_LIMITS,
): Promise<T> {
  await checkFileSize(file.path, maxSize);
  const giveBack = await takeReadingTurn();
  const sandbox = startSandbox(file, limits);
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    sandbox.kill();
  }, limits.deadlineMs);
  try {
    return await takeSheet(
      messages(sandbox, () => isLate),
      use,
    );
  } finally {
    clearTimeout(deadline);
    sandbox.kill();
    await sandbox.ended.finally(giveBack);
  }
}
