import type { JsonObject } from "@/lib/domain/json";
import type { StatutStep, StatutTba } from "@/lib/domain/statut.types";
import { createTbaClient, type TbaClient, type TbaClientOptions } from "@/lib/tba/client";
import { parseConfiguration, type SimulatorConfiguration } from "@/scripts/tba-simulateur/configuration";
import { createSimulator } from "@/scripts/tba-simulateur/simulator";

export const KEY = "cle-de-test";

export type ShownEnrolment = JsonObject & {
  statut: StatutTba;
  parcours: StatutStep[];
  contrats: JsonObject[];
  ancien_modele_seul: boolean;
};

export type SimulatorUnderTest = {
  url: string;
  client: TbaClient;
  /** A transmission with the test's key, sent as it is. */
  post(body: string | Uint8Array<ArrayBuffer>, headings?: Record<string, string>, chemin?: string): Promise<Response>;
  enrolments(params?: string): Promise<ShownEnrolment[]>;
  faults(...faults: object[]): Promise<Response>;
  /** Forgets the dossiers, the faults and the calls. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a simulated TBA on a free port, in this process. `timeouts`: the client's, when a test makes it wait in vain. */
export async function start(
  env: Record<string, string> = {},
  timeouts: TbaClientOptions["timeouts"] = {},
): Promise<SimulatorUnderTest> {
  const config: SimulatorConfiguration = parseConfiguration({ TBA_SIMULATEUR_CLES: KEY, ...env });
  const simulator = createSimulator(config);
  const url = `http://127.0.0.1:${await simulator.listen(0, "127.0.0.1")}`;
  const client = createTbaClient({ baseUrl: `${url}/api`, timeouts });
  return {
    url,
    client,
    post: (body, headings = {}, chemin = "/api/v3/dossiers-apprenants") =>
      fetch(url + chemin, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${KEY}`, ...headings },
        body: body,
      }),
    enrolments: async (params = "") => {
      const response = await fetch(`${url}/_simulateur/effectifs?${params}`);
      return (await response.json()) as ShownEnrolment[];
    },
    faults: (...faults) => fetch(`${url}/_simulateur/pannes`, { method: "POST", body: JSON.stringify(faults) }),
    async drain() {
      for (const what of ["effectifs", "pannes", "appels"])
        await fetch(`${url}/_simulateur/${what}`, { method: "DELETE" });
    },
    async close() {
      await client.close();
      await simulator.close();
    },
  };
}
