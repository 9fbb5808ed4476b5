import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { ETABLISSEMENTS } from "./fill-database";
import { launchProgram } from "./program";

/** The simulated TBA in a process of its own, that judges and answers everything and keeps nothing. */
export type Sink = {
  url: string;
  keys: string[];
  /** Each answer comes so many milliseconds later, until the end. */
  slowDown: (ms: number) => Promise<void>;
  /** Seconds of processor that it has taken so far. */
  cpuSeconds: () => number;
  stop: () => Promise<void>;
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** `perSecond`: how many dossiers it judges in a second; null: as many as it can. */
export async function launchSink(perSecond: number | null = null): Promise<Sink> {
  const keys = Array.from({ length: ETABLISSEMENTS }, () => randomUUID());
  const port = await freePort();
  const env = {
    PORT: String(port),
    TBA_SIMULATEUR_CLES: keys.join(","),
    TBA_SIMULATEUR_OUBLIE: "oui",
    TBA_SIMULATEUR_DEBIT: String(perSecond ?? ""),
  };
  const { stop, cpuSeconds } = await launchProgram(
    ["--import", "tsx", "scripts/tba-simulateur/server.ts"],
    env,
    /TBA simulé/,
  );
  const url = `http://127.0.0.1:${port}`;
  const slowDown = async (millisecondes: number) => {
    await fetch(`${url}/_simulateur/pannes`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "lent", millisecondes, nombre: null, sur: "transmission" }),
    });
  };
  return { url, keys, slowDown, cpuSeconds, stop };
}
