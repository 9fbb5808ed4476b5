import { createHash } from "node:crypto";
import { existsSync, mkdirSync, statSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The embedded database's folder is in use by another process. */
export class ErreurVerrou extends Error {}

const LONGUEUR_MAX = 100;

function cheminDuVerrou(dossier: string): string {
  const nom = createHash("sha256").update(resolve(dossier)).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\passerelle-tba-${nom}`;
  const voisin = `${resolve(dossier)}.verrou`;
  return voisin.length < LONGUEUR_MAX ? voisin : join(tmpdir(), `passerelle-tba-${nom}.verrou`);
}

/** The process that answers at the other end of the socket; null when nobody does (its owner was killed). */
function detenteur(chemin: string): Promise<string | null> {
  return new Promise((resoudre) => {
    const prise = connect(chemin);
    let lu = "";
    prise.setTimeout(2000, () => prise.destroy());
    prise.on("data", (morceau) => {
      lu += morceau.toString();
    });
    prise.on("error", () => resoudre(null));
    prise.on("close", () => resoudre(lu === "" ? null : lu));
  });
}

function ecouter(chemin: string): Promise<Server | null> {
  return new Promise((resoudre, rejeter) => {
    const serveur = createServer((prise) => prise.end(String(process.pid)));
    serveur.once("error", (erreur: NodeJS.ErrnoException) =>
      erreur.code === "EADDRINUSE" ? resoudre(null) : rejeter(erreur),
    );
    serveur.listen(chemin, () => {
      serveur.unref();
      resoudre(serveur);
    });
  });
}

const pause = (ms: number) => new Promise((fini) => setTimeout(fini, ms));

/**
 * Takes a folder for this process until it dies: PGlite locks nothing, and two processes on one folder lose rows.
 * A socket, because the system closes it with the process, even on kill -9. Throws ErreurVerrou, which names the holder.
 */
export async function verrouiller(dossier: string): Promise<() => Promise<void>> {
  mkdirSync(/*turbopackIgnore: true*/ resolve(dossier, ".."), { recursive: true });
  const chemin = cheminDuVerrou(dossier);
  for (let essai = 0; essai < 5; essai++) {
    const serveur = await ecouter(chemin);
    if (serveur !== null) {
      // Two processes may both have removed a dead socket: only the one whose file stands owns the folder.
      const fichier = existsSync(/*turbopackIgnore: true*/ chemin)
        ? statSync(/*turbopackIgnore: true*/ chemin).ino
        : null;
      await pause(30);
      const encore = existsSync(/*turbopackIgnore: true*/ chemin)
        ? statSync(/*turbopackIgnore: true*/ chemin).ino
        : null;
      if (process.platform === "win32" || (fichier !== null && fichier === encore)) {
        return () => new Promise((fini) => serveur.close(() => fini()));
      }
      serveur.close();
      continue;
    }
    const pid = await detenteur(chemin);
    if (pid !== null) {
      throw new ErreurVerrou(
        `La base embarquée ${dossier} est déjà ouverte par le processus ${pid} : arrêtez-le, ou donnez une base PostgreSQL (DATABASE_URL).`,
      );
    }
    if (existsSync(/*turbopackIgnore: true*/ chemin)) unlinkSync(/*turbopackIgnore: true*/ chemin);
  }
  throw new ErreurVerrou(`La base embarquée ${dossier} est disputée par un autre processus : réessayez.`);
}
