import { createHash } from "node:crypto";
import { existsSync, mkdirSync, statSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The embedded database's folder is in use by another process. */
export class LockError extends Error {}

const MAX_LENGTH = 100;

function lockPath(dossier: string): string {
  const name = createHash("sha256").update(resolve(dossier)).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\passerelle-tba-${name}`;
  const neighbour = `${resolve(dossier)}.verrou`;
  return neighbour.length < MAX_LENGTH ? neighbour : join(tmpdir(), `passerelle-tba-${name}.verrou`);
}

/** One that is too busy, or frozen, to say its number: the system refuses the connection only once it is dead. */
const SILENT = "qui ne répond pas";

/** The process at the other end of the socket; null when there is none (its owner was killed). */
function holder(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let read = "";
    socket.setTimeout(2000, () => {
      resolve(SILENT);
      socket.destroy();
    });
    socket.on("data", (chunk) => {
      read += chunk.toString();
    });
    socket.on("error", () => resolve(null));
    socket.on("close", () => resolve(read === "" ? null : read));
  });
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(String(process.pid)));
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Takes a folder for this process until it dies: PGlite locks nothing, and two processes on one folder lose rows.
 * A socket, because the system closes it with the process, even on kill -9. Throws LockError, which names the holder.
 */
export async function lockFolder(dossier: string): Promise<() => Promise<void>> {
  mkdirSync(/*turbopackIgnore: true*/ resolve(dossier, ".."), { recursive: true });
  const path = lockPath(dossier);
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await listen(path);
    if (server !== null) {
      // Two processes may both have removed a dead socket: only the one whose file stands owns the folder.
      const file = existsSync(/*turbopackIgnore: true*/ path) ? statSync(/*turbopackIgnore: true*/ path).ino : null;
      await pause(30);
      const still = existsSync(/*turbopackIgnore: true*/ path) ? statSync(/*turbopackIgnore: true*/ path).ino : null;
      if (process.platform === "win32" || (file !== null && file === still)) {
        return () => new Promise((done) => server.close(() => done()));
      }
      server.close();
      continue;
    }
    const pid = await holder(path);
    if (pid !== null) {
      throw new LockError(
        `La base embarquée ${dossier} est déjà ouverte par le processus ${pid} : arrêtez-le, ou donnez une base PostgreSQL (DATABASE_URL).`,
      );
    }
    if (existsSync(/*turbopackIgnore: true*/ path)) unlinkSync(/*turbopackIgnore: true*/ path);
  }
  throw new LockError(`La base embarquée ${dossier} est disputée par un autre processus : réessayez.`);
}
