import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A PostgreSQL server of its own for a run of tests. */
export type ServeurPostgres = {
  url: string;
  /** As after a crash: connections are cut, nothing is finished, the log is replayed. */
  redemarrer: () => void;
  arreter: () => void;
};

const DEBIAN = "/usr/lib/postgresql";

/** The folder of the newest PostgreSQL's programs on this machine, null when there is none. */
export function programmesPostgres(): string | null {
  const voulu = process.env.POSTGRES_BIN;
  if (voulu) return voulu;
  if (existsSync(DEBIAN)) {
    const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    const dossier = versions.map((v) => join(DEBIAN, v, "bin")).find((d) => existsSync(join(d, "initdb")));
    if (dossier) return dossier;
  }
  const { status, stdout } = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const dossier = status === 0 ? stdout.trim() : "";
  return existsSync(join(dossier, "initdb")) ? dossier : null;
}

/** PostgreSQL refuses to run as root: it then runs as «postgres», or «nobody». */
function compte(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const nom of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", nom], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", nom], { encoding: "utf8" });
    if (uid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return {};
}

function portLibre(): Promise<number> {
  return new Promise((resoudre) => {
    const serveur = createServer().listen(0, "127.0.0.1", () => {
      const adresse = serveur.address();
      serveur.close(() => resoudre(typeof adresse === "object" && adresse ? adresse.port : 0));
    });
  });
}

/** Tests throw the server away: nothing must survive a power cut. */
const SANS_SURETE = "-c fsync=off";

/** Starts a fresh server in a temporary folder. `reglages`: its options, for those who measure. Throws when a program fails. */
export async function demarrerPostgres(programmes: string, reglages = SANS_SURETE): Promise<ServeurPostgres> {
  const racine = mkdtempSync(join(tmpdir(), "passerelle-pg-"));
  const qui = compte();
  if (qui.uid !== undefined && qui.gid !== undefined) chownSync(racine, qui.uid, qui.gid);
  const donnees = join(racine, "donnees");
  const lancer = (programme: string, ...args: string[]) =>
    execFileSync(join(programmes, programme), args, {
      ...qui,
      cwd: racine,
      stdio: "ignore",
      env: { ...process.env, LC_ALL: "C" },
    });
  lancer("initdb", "-D", donnees, "-U", "passerelle", "--auth=trust", "--encoding=UTF8", "--no-sync");
  const port = await portLibre();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${racine} -c max_connections=60 ${reglages}`;
  const demarrer = () => lancer("pg_ctl", "-D", donnees, "-w", "-o", options, "-l", join(racine, "journal"), "start");
  demarrer();
  return {
    url: `postgresql://passerelle@127.0.0.1:${port}/postgres`,
    redemarrer: () => {
      lancer("pg_ctl", "-D", donnees, "-w", "-m", "immediate", "stop");
      demarrer();
    },
    arreter: () => {
      lancer("pg_ctl", "-D", donnees, "-w", "-m", "immediate", "stop");
      rmSync(racine, { recursive: true, force: true });
    },
  };
}
