import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Base } from "@/db/base";

/** A worker in a process of its own: the real program on PostgreSQL, the server's part of it on the embedded database. */
export type OuvrierATuer = {
  processus: ChildProcess;
  /** kill -9: no handler runs, nothing is finished. */
  tuer: () => Promise<void>;
  /** SIGTERM; answers the exit code. */
  arreter: () => Promise<number | null>;
};

export type Emploi = { base: { url: string } | { dossier: string }; tbaUrl: string; parAppel: number; places: number };

export function adresseDe(base: Base): { url: string } {
  if (base.source.moteur !== "postgresql") throw new Error("Cette base n'a pas d'adresse.");
  return { url: base.source.url };
}

export function lancerOuvrier({ base, tbaUrl, parAppel, places }: Emploi): OuvrierATuer {
  const programme = "url" in base ? "scripts/worker.ts" : "tests/appui/processus-de-nuit.ts";
  const processus = spawn(process.execPath, ["--import", "tsx", programme], {
    stdio: ["ignore", "ignore", process.env.BAVARD ? "inherit" : "ignore", "ipc"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      DATABASE_URL: "url" in base ? base.url : "",
      ...("dossier" in base ? { PGLITE_DOSSIER: base.dossier } : {}),
      TBA_API_URL: `${tbaUrl}/api`,
      DOSSIERS_PAR_APPEL: String(parAppel),
      TRANSMISSIONS_SIMULTANEES: String(places),
    },
  });
  const fin = async (signal: NodeJS.Signals) => {
    if (processus.exitCode === null && processus.signalCode === null) {
      processus.kill(signal);
      await once(processus, "exit");
    }
  };
  return {
    processus,
    tuer: () => fin("SIGKILL"),
    arreter: async () => {
      await fin("SIGTERM");
      return processus.exitCode;
    },
  };
}
