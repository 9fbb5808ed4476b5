import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** Child programs that end with this one, however it ends: each holds a channel whose closing tells it to stop. */
const enfants = new Set();

/** Starts a Node program that lives as long as this one. Answers the child. */
export function lancer(args, env, stdio = "inherit") {
  const enfant = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", stdio, stdio, "ipc"],
  });
  enfants.add(enfant);
  enfant.once("exit", () => enfants.delete(enfant));
  return enfant;
}

/** Runs a Node program to its end. Rejects when it fails. */
export function executer(args, env = {}) {
  return new Promise((resoudre, rejeter) => {
    const enfant = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: "inherit" });
    enfant.once("error", rejeter);
    enfant.once("exit", (code) =>
      code === 0 ? resoudre() : rejeter(new Error(`${args.join(" ")} : échec (${code})`)),
    );
  });
}

/** Stops all the children, gently then firmly. */
export async function toutArreter() {
  const attendus = [...enfants].map(
    (enfant) =>
      new Promise((fini) => {
        const fermement = setTimeout(() => enfant.kill("SIGKILL"), 5000);
        enfant.once("exit", () => {
          clearTimeout(fermement);
          fini();
        });
        enfant.kill("SIGTERM");
      }),
  );
  await Promise.all(attendus);
}

/** The first free port from `depart` on. */
export async function portLibre(depart) {
  for (let port = depart; port < depart + 100; port++) {
    const libre = await new Promise((resoudre) => {
      const serveur = createServer()
        .once("error", () => resoudre(false))
        .listen(port, "localhost", () => serveur.close(() => resoudre(true)));
    });
    if (libre) return port;
  }
  throw new Error(`Aucun port libre à partir de ${depart}.`);
}

/** Waits until an address answers, 60 seconds at most. Rejects when the program that serves it dies. */
export async function attendreReponse(url, enfant) {
  for (const limite = Date.now() + 60_000; Date.now() < limite; ) {
    if (enfant.exitCode !== null) throw new Error(`Le programme qui devait répondre à ${url} s'est arrêté.`);
    try {
      await fetch(url, { redirect: "manual" });
      return;
    } catch {
      await new Promise((fini) => setTimeout(fini, 200));
    }
  }
  throw new Error(`${url} ne répond pas.`);
}
