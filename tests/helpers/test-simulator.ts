import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";
import type { Couple } from "@/scripts/tba-simulateur/configuration";
import { createSimulator, type Simulator } from "@/scripts/tba-simulateur/simulator";

export type TestSimulator = {
  readonly url: string;
  readonly tba: TbaClient;
  key: string;
  otherKey: string;
  /** A key that no other test uses. */
  newKey: () => string;
  /** The next calls fail in a chosen way. */
  fault: (fault: object | object[]) => Promise<void>;
  /** The faults of a key are over. */
  restore: (key: string) => Promise<void>;
  /** Since it started, or since `forgetCalls`. */
  callCount: () => Promise<number>;
  forgetCalls: () => Promise<void>;
  enrolments: (key?: string) => Promise<{ id_erp_apprenant: string; nom_apprenant: string }[]>;
};

/** A kept-alive connection that the other end closed while a test blocked the event loop is no answer of the simulator's. */
async function ask(url: string): Promise<Response> {
  return fetch(url).catch(() => fetch(url));
}

/** A simulated TBA of its own for a test file, over HTTP. */
export function testSimulator(
  unknownCouples: readonly Couple[] = [],
  closedOrganismes: readonly Couple[] = [],
): TestSimulator {
  const [key, otherKey] = [randomUUID(), randomUUID()];
  const reserved = Array.from({ length: 300 }, () => randomUUID());
  const keys = [key, otherKey, ...reserved];
  let simulator: Simulator | undefined;
  let url = "";
  let tba: TbaClient | undefined;
  beforeAll(async () => {
    simulator = createSimulator({
      keys: keys.map((c) => ({ key: c, organisme: null })),
      unknownCouples,
      closedOrganismes,
      forgets: false,
      dossiersPerSecond: null,
    });
    url = `http://127.0.0.1:${await simulator.listen(0, "127.0.0.1")}`;
    tba = createTbaClient({ baseUrl: `${url}/api` });
  });
  afterAll(async () => {
    await tba?.close();
    await simulator?.close();
  });
  return {
    key,
    otherKey,
    get url() {
      return url;
    },
    get tba() {
      if (tba === undefined) throw new Error("Le simulateur n'est pas démarré.");
      return tba;
    },
    fault: async (fault) => {
      const response = await fetch(`${url}/_simulateur/pannes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(`Panne refusée : ${await response.text()}`);
    },
    newKey: () => {
      const free = reserved.pop();
      if (free === undefined) throw new Error("Plus de clé d'essai.");
      return free;
    },
    restore: async (of) => {
      await fetch(`${url}/_simulateur/pannes?cle=${of}`, { method: "DELETE" });
    },
    enrolments: async (of = key) => (await ask(`${url}/_simulateur/effectifs?cle=${of}`)).json(),
    forgetCalls: async () => {
      await fetch(`${url}/_simulateur/appels`, { method: "DELETE" });
    },
    callCount: async () => (await (await ask(`${url}/_simulateur/appels`)).json()).length,
  };
}
