import { type ChildProcess, spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";
import { SANDBOX_LIMITS, type SandboxLimits } from "./limits";
import type { SandboxOrder, SandboxTask } from "./messages.types";

/** Where scripts/build-programs.mjs writes the program: a file of its own, which no bundler of pages touches. */
const PROGRAM = join(/*turbopackIgnore: true*/ process.cwd(), "dist", "sandbox.mjs");

/** The server ends a late reading; its own watchdog does a little later, for a reading whose server died. */
const ORPHAN_MS = 2000;
/** How long a process that was started ahead waits for its file. */
const AHEAD_MS = 5000;

/** `channel`: what the program says. `ended` resolves when the process is gone, whatever ended it; rejects when it never started. */
export type Sandbox = {
  channel: Readable;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill: () => void;
};

/** Pages go before files. A system that forbids it reads files at the same pace as the rest. */
function yieldToPages(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Nothing depends on it.
  }
}

/** A process that waits for the one file that it will read. */
type WaitingSandbox = Sandbox & { hand: (order: SandboxOrder) => void };

function openSandbox({ heapMb, memoryMb, deadlineMs }: SandboxLimits): WaitingSandbox {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      "--max-semi-space-size=8",
      PROGRAM,
      ...[String(memoryMb), String(AHEAD_MS + deadlineMs + ORPHAN_MS)],
    ],
    { stdio: ["pipe", "ignore", "ignore", "pipe"], env: { NODE_ENV: "production" }, windowsHide: true },
  );
  yieldToPages(child);
  // A child that died before it read this says so by its end.
  child.stdin?.on("error", () => undefined);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  // Whoever waits for it hears of it; nobody does yet.
  ended.catch(() => undefined);
  return {
    channel: child.stdio[3] as Readable,
    ended,
    kill: () => child.kill("SIGKILL"),
    hand: (order) => child.stdin?.end(JSON.stringify(order)),
  };
}

let ahead: { sandbox: WaitingSandbox; letGo: NodeJS.Timeout } | null = null;

/**
 * Starts the process that will read the next file of this one, while that file is still being stored: starting takes longer than reading a small one. It reads one file
 * as any other, or ends after some seconds. One at most waits.
 */
export function startSandboxAhead(): void {
  if (ahead !== null) return;
  const sandbox = openSandbox(SANDBOX_LIMITS);
  const forget = () => {
    clearTimeout(own.letGo);
    if (ahead === own) ahead = null;
  };
  // Forgotten first: it ends a little after it is killed, and nobody must take it meanwhile.
  const letGo = () => {
    forget();
    sandbox.kill();
  };
  const own = { sandbox, letGo: setTimeout(letGo, AHEAD_MS) };
  sandbox.ended.then(forget, forget);
  ahead = own;
}

function takeAhead(): WaitingSandbox | null {
  const taken = ahead;
  ahead = null;
  if (taken === null) return null;
  clearTimeout(taken.letGo);
  return taken.sandbox;
}

/**
 * A process that reads one file, with bounds on its memory and none of our environment: nothing of the server's secrets is in it. A process and
 * not a thread: V8 answers too big a heap by ending the process, and a thread's limits leave buffers out.
 */
export function startSandbox(file: { path: string; name: string }, task: SandboxTask, limits: SandboxLimits): Sandbox {
  const { hand, ...sandbox } = (limits === SANDBOX_LIMITS ? takeAhead() : null) ?? openSandbox(limits);
  hand({ path: file.path, kind: `file${extname(file.name).slice(0, 10)}`, task });
  return sandbox;
}
