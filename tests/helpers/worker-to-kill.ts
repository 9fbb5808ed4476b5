import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Database } from "@/db/database";

/** A worker in a process of its own: the real program on PostgreSQL, the server's part of it on the embedded database. */
export type WorkerToKill = {
  child: ChildProcess;
  /** kill -9: no handler runs, nothing is finished. */
  kill: () => Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop: () => Promise<number | null>;
};

export type WorkerAssignment = {
  database: { url: string } | { dossier: string };
  tbaUrl: string;
  perCall: number;
  slots: number;
};

export function addressOf(database: Database): { url: string } {
  if (database.source.engine !== "postgresql") throw new Error("Cette base n'a pas d'adresse.");
  return { url: database.source.url };
}

export function launchWorker({ database, tbaUrl, perCall, slots }: WorkerAssignment): WorkerToKill {
  const program = "url" in database ? "scripts/worker.ts" : "tests/helpers/night-process.ts";
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    stdio: ["ignore", "ignore", process.env.VERBOSE ? "inherit" : "ignore", "ipc"],
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
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, "exit");
    }
  };
  return {
    child,
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      return child.exitCode;
    },
  };
}
