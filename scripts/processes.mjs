import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** Child programs that end with this one, however it ends: each holds a channel whose closing tells it to stop. */
const children = new Set();

/**
 * Starts a Node program that lives as long as this one. Answers the child.
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {"inherit" | "ignore" | number} stdio what it says goes there; a number is an open file
 * @returns {import("node:child_process").ChildProcess}
 */
export function launch(args, env, stdio = "inherit") {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", stdio, stdio, "ipc"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Runs a Node program to its end. Rejects when it fails. */
export function execute(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} : échec (${code})`))));
  });
}

/** Stops all the children, gently then firmly. */
export async function stopAll() {
  const expected = [...children].map(
    (child) =>
      new Promise((finished) => {
        const firmly = setTimeout(() => child.kill("SIGKILL"), 5000);
        child.once("exit", () => {
          clearTimeout(firmly);
          finished();
        });
        child.kill("SIGTERM");
      }),
  );
  await Promise.all(expected);
}

/** The first free port from `startedAt` on. */
export async function freePort(startedAt) {
  for (let port = startedAt; port < startedAt + 100; port++) {
    const free = await new Promise((resolve) => {
      const server = createServer()
        .once("error", () => resolve(false))
        .listen(port, "localhost", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error(`Aucun port libre à partir de ${startedAt}.`);
}

/** Waits until an address answers, 60 seconds at most. Rejects when the program that serves it dies. */
export async function waitForResponse(url, child) {
  for (const limit = Date.now() + 60_000; Date.now() < limit; ) {
    if (child.exitCode !== null) throw new Error(`Le programme qui devait répondre à ${url} s'est arrêté.`);
    try {
      await fetch(url, { redirect: "manual" });
      return;
    } catch {
      await new Promise((finished) => setTimeout(finished, 200));
    }
  }
  throw new Error(`${url} ne répond pas.`);
}
