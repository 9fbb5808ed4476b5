import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { creerClientTba } from "@/lib/tba/client";
import { CLE_DEMO } from "@/scripts/tba-simulateur/configuration";
import { BASE } from "@/tests/fixtures/vecteurs";

const RACINE = fileURLToPath(new URL("../../../", import.meta.url));
const lances: ChildProcess[] = [];
afterEach(() => {
  for (const enfant of lances.splice(0)) enfant.kill("SIGKILL");
});

type Programme = { enfant: ChildProcess; sortie: () => string; erreurs: () => string };

function lancer(env: Record<string, string>): Programme {
  const enfant = spawn(process.execPath, ["--import", "tsx", "scripts/tba-simulateur/serveur.ts"], {
    cwd: RACINE,
    env: { PATH: process.env.PATH ?? "", ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  lances.push(enfant);
  let sortie = "";
  let erreurs = "";
  enfant.stdout?.on("data", (morceau) => {
    sortie += morceau;
  });
  enfant.stderr?.on("data", (morceau) => {
    erreurs += morceau;
  });
  return { enfant, sortie: () => sortie, erreurs: () => erreurs };
}

async function attendreLeDepart({ enfant, sortie, erreurs }: Programme): Promise<string> {
  while (!sortie().includes("\n")) {
    if (enfant.exitCode !== null) throw new Error(erreurs());
    await new Promise((suite) => setTimeout(suite, 20));
  }
  const url = /^TBA simulé : (http:\/\/localhost:\d+)\n$/.exec(sortie())?.[1];
  if (url === undefined) throw new Error(`Ligne inattendue : ${sortie()}`);
  return url;
}

describe("Le programme du TBA simulé", () => {
  it("annonce son adresse en une ligne, sert avec la clé de démonstration et s'arrête aussitôt", async () => {
    const programme = lancer({ PORT: "0" });
    const url = await attendreLeDepart(programme);
    const client = creerClientTba({ urlBase: `${url}/api/` });
    expect(await client.transmettre(CLE_DEMO, [JSON.stringify(BASE)])).toEqual({
      genre: "reponse",
      statutHttp: 200,
      resultats: [{ accepte: true }],
    });
    const dormante = connect(Number(new URL(url).port), "127.0.0.1");
    dormante.on("error", () => undefined);
    await once(dormante, "connect");
    const debut = Date.now();
    const fin = once(programme.enfant, "exit");
    programme.enfant.kill("SIGTERM");
    expect(await fin).toEqual([0, null]);
    expect(Date.now() - debut).toBeLessThan(1000);
    expect(await client.testerCle(CLE_DEMO)).toEqual({
      genre: "injoignable",
      raison: "Le TBA refuse la connexion.",
    });
    await client.fermer();
  });

  it("refuse de démarrer avec une mauvaise valeur, en une phrase", async () => {
    const programme = lancer({ PORT: "quatre" });
    const [code] = await once(programme.enfant, "close");
    expect(code).toBe(1);
    expect(programme.erreurs()).toBe(
      "PORT : « quatre » n'est pas un numéro de port (un nombre entier de 0 à 65535).\n",
    );
    expect(programme.sortie()).toBe("");
  });

  it("dit que son port est pris", async () => {
    const url = await attendreLeDepart(lancer({ PORT: "0" }));
    const port = new URL(url).port;
    const second = lancer({ PORT: port });
    const [code] = await once(second.enfant, "close");
    expect(code).toBe(1);
    expect(second.erreurs()).toBe(`Le port ${port} est déjà pris : choisissez-en un autre avec PORT.\n`);
  });
});
