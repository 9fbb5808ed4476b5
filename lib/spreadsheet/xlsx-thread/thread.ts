import { join } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { logger } from "@/lib/logger";
import type { XlsxFrame } from "@/lib/spreadsheet/xlsx.types";
import type { XlsxJob } from "./messages.types";

/** Where scripts/build-programs.mjs writes the program: a file of its own, which no bundler of pages touches. */
const PROGRAM = join(/*turbopackIgnore: true*/ process.cwd(), "dist", "xlsx-thread.cjs");
/** One workbook of 100,000 rows takes some 40 MB: rows and bytes pass, and do not stay. */
const MAX_HEAP = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 } as const;
/** A thread with nothing to write gives its memory back. */
const IDLE_MS = 60_000;

type Thread = { worker: Worker; ready: Promise<void>; jobs: number; rest?: NodeJS.Timeout };

/** On globalThis, as the database itself (db/client.ts): Next loads this module once a bundle, and one thread writes for all. */
const shared = globalThis as typeof globalThis & { passerelleXlsxThread?: Thread | undefined };

function forget(thread: Thread): void {
  if (shared.passerelleXlsxThread === thread) shared.passerelleXlsxThread = undefined;
}

/** None of our environment, nor of our options: it writes what it is given and knows nothing else. */
function startThread(): Thread {
  const worker = new Worker(PROGRAM, { env: {}, execArgv: [], resourceLimits: MAX_HEAP, name: "xlsx" });
  worker.unref();
  const ready = new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread of workbooks ended with ${code}.`)));
  });
  // Whoever waits for it hears of it.
  ready.catch(() => undefined);
  const thread: Thread = { worker, ready, jobs: 0 };
  worker.on("error", ({ name, message }) => logger.error({ name, message }, "le fil des classeurs s'est arrêté"));
  worker.once("exit", () => forget(thread));
  return thread;
}

async function end(thread: Thread): Promise<void> {
  forget(thread);
  await thread.worker.terminate();
}

/** Ends the thread, whatever it is writing: those workbooks break off. The next one starts another. */
export async function endXlsxThread(): Promise<void> {
  if (shared.passerelleXlsxThread !== undefined) await end(shared.passerelleXlsxThread);
}

/**
 * Asks the thread that writes workbooks for one. Answers its port, once the thread listens: rows go in, bytes come out, and closing it is giving
 * up; when the thread ends, it closes. Throws when the thread cannot start.
 */
export async function openXlsxJob(frames: readonly XlsxFrame[]): Promise<MessagePort> {
  shared.passerelleXlsxThread ??= startThread();
  const thread = shared.passerelleXlsxThread;
  clearTimeout(thread.rest);
  thread.jobs += 1;
  const { port1, port2 } = new MessageChannel();
  port1.once("close", () => {
    thread.jobs -= 1;
    if (thread.jobs > 0) return;
    thread.rest = setTimeout(() => void end(thread), IDLE_MS).unref();
  });
  try {
    await thread.ready;
  } catch (error) {
    port1.close();
    throw error;
  }
  thread.worker.postMessage({ frames, port: port2 } satisfies XlsxJob, [port2]);
  return port1;
}
