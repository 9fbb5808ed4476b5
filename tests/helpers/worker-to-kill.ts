import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A worker in a process of its own: the real program on PostgreSQL, the server's part of it on the embedded database. */
export type WorkerToKill = {
  isDead: () => boolean;
  /** The real program has said that it works, or it is dead. */
  ready: () => Promise<void>;
  /** On the embedded database, whose folder is the worker's: it found the queue empty. */
  saysEmpty: () => boolean;
  /** kill -9: no handler runs, nothing is finished. */
  kill: () => Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop: () => Promise<number | null>;
};

/** What scripts/worker.ts says once it takes jobs. */
const READY = "ouvrier prêt";

export type WorkerAssignment = {
  database: { url: string } | { dossier: string };
  tbaUrl: string;
  perCall: number;
  slots: number;
};

function spawnWorker({ database, tbaUrl, perCall, slots }: WorkerAssignment): ChildProcess {
  const program = "url" in database ? ["dist/worker.mjs"] : ["--import", "tsx", "tests/helpers/night-process.ts"];
  return spawn(process.execPath, program, {
    stdio: ["ignore", "pipe", process.env.VERBOSE ? "inherit" : "ignore", "ipc"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      DATABASE_URL: "url" in database ? database.url : "",
      ...("dossier" in database ? { PGLITE_DIR: database.dossier } : {}),
      TBA_API_URL: `${tbaUrl}/api`,
      DOSSIERS_PER_CALL: String(perCall),
      MAX_CONCURRENT_CALLS: String(slots),
    },
  });
}

export function launchWorker(assignment: WorkerAssignment): WorkerToKill {
  const child = spawnWorker(assignment);
  let empty = false;
  child.on("message", (message) => {
    empty = message === "empty";
  });
  let said = "";
  const ready = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.stdout?.on("data", (chunk: Buffer) => {
      if (!said.includes(READY)) said += chunk.toString();
      if (said.includes(READY)) resolve();
    });
  });
  const isDead = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    if (isDead()) return;
    child.kill(signal);
    await once(child, "exit");
  };
  return {
    isDead,
    ready: () => ready,
    saysEmpty: () => empty,
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      return child.exitCode;
    },
  };
}
