import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { createTbaClient } from "@/lib/tba/client";
import { DEMO_KEY } from "@/scripts/tba-simulateur/configuration";
import { BASE } from "@/tests/fixtures/vectors";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const launched: ChildProcess[] = [];
afterEach(() => {
  for (const child of launched.splice(0)) child.kill("SIGKILL");
});

type Program = { child: ChildProcess; output: () => string; errors: () => string };

function launch(env: Record<string, string>): Program {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/tba-simulateur/server.ts"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  launched.push(child);
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  return { child, output: () => output, errors: () => errors };
}

async function waitForStart({ child, output, errors }: Program): Promise<string> {
  const end = once(child, "close");
  while (!output().includes("\n")) {
    await Promise.race([child.stdout ? once(child.stdout, "data") : end, end]);
    if (child.exitCode !== null) throw new Error(errors());
  }
  const url = /^TBA simulé : (http:\/\/localhost:\d+)\n$/.exec(output())?.[1];
  if (url === undefined) throw new Error(`Ligne inattendue : ${output()}`);
  return url;
}

describe("Le programme du TBA simulé", () => {
  it("annonce son adresse en une ligne, sert avec la clé de démonstration et s'arrête aussitôt", async () => {
    const program = launch({ PORT: "0" });
    const url = await waitForStart(program);
    const client = createTbaClient({ baseUrl: `${url}/api/` });
    expect(await client.transmit(DEMO_KEY, [JSON.stringify(BASE)])).toEqual({
      kind: "answer",
      httpStatus: 200,
      results: [{ accepted: true }],
    });
    const sleeping = connect(Number(new URL(url).port), "127.0.0.1");
    sleeping.on("error", () => undefined);
    await once(sleeping, "connect");
    const fin = once(program.child, "exit");
    program.child.kill("SIGTERM");
    expect(await fin).toEqual([0, null]);
    expect(await client.testKey(DEMO_KEY)).toEqual({
      kind: "unreachable",
      reason: "Le TBA refuse la connexion.",
    });
    await client.close();
  });

  it("refuse de démarrer avec une mauvaise valeur, en une phrase", async () => {
    const program = launch({ PORT: "quatre" });
    const [code] = await once(program.child, "close");
    expect(code).toBe(1);
    expect(program.errors()).toBe("PORT : « quatre » n'est pas un numéro de port (un nombre entier de 0 à 65535).\n");
    expect(program.output()).toBe("");
  });

  it("dit que son port est pris", async () => {
    const url = await waitForStart(launch({ PORT: "0" }));
    const port = new URL(url).port;
    const second = launch({ PORT: port });
    const [code] = await once(second.child, "close");
    expect(code).toBe(1);
    expect(second.errors()).toBe(`Le port ${port} est déjà pris : choisissez-en un autre avec PORT.\n`);
  });
});
