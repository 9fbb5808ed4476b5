import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { lancerProgramme } from "./programme";
import { ETABLISSEMENTS } from "./remplir-la-base";

/** The simulated TBA in a process of its own, that judges and answers everything and keeps nothing. */
export type Puits = {
  url: string;
  cles: string[];
  /** Each answer comes so many milliseconds later, until the end. */
  ralentir: (ms: number) => Promise<void>;
  arreter: () => Promise<void>;
};

function portLibre(): Promise<number> {
  return new Promise((resoudre) => {
    const serveur = createServer().listen(0, "127.0.0.1", () => {
      const adresse = serveur.address();
      serveur.close(() => resoudre(typeof adresse === "object" && adresse ? adresse.port : 0));
    });
  });
}

export async function lancerPuits(): Promise<Puits> {
  const cles = Array.from({ length: ETABLISSEMENTS }, () => randomUUID());
  const port = await portLibre();
  const env = { PORT: String(port), TBA_SIMULATEUR_CLES: cles.join(","), TBA_SIMULATEUR_OUBLIE: "oui" };
  const { arreter } = await lancerProgramme(
    ["--import", "tsx", "scripts/tba-simulateur/serveur.ts"],
    env,
    /TBA simulé/,
  );
  const url = `http://127.0.0.1:${port}`;
  const ralentir = async (millisecondes: number) => {
    await fetch(`${url}/_simulateur/pannes`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "lent", millisecondes, nombre: null, sur: "transmission" }),
    });
  };
  return { url, cles, ralentir, arreter };
}
