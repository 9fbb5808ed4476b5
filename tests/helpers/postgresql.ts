import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A PostgreSQL server of its own for a run of tests. */
export type PostgresServer = {
  url: string;
  /** As after a crash: connections are cut, nothing is finished, the log is replayed. */
  restart: () => void;
  stop: () => void;
};

const DEBIAN = "/usr/lib/postgresql";

/** The folder of the newest PostgreSQL's programs on this machine, null when there is none. */
export function postgresPrograms(): string | null {
  const wanted = process.env.POSTGRES_BIN;
  if (wanted) return wanted;
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
function count(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
    const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
    if (uid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return {};
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Who owns the databases of the tests and migrates them: as at a host, no superuser. */
export const OWNER_ROLE = "passerelle_proprietaire";

/** A role that may sign in, and nothing else: the migration gives it the rest. */
export const APPLICATION_ROLE = "passerelle_essais";

/** The address of a database of the server, under a role. `url`: the server's own. */
export const addressOf = (url: string, database: string, role: string): string =>
  url.replace(/\/postgres$/, `/${database}`).replace("//passerelle@", `//${role}@`);

/** Tests throw the server away: nothing must survive a power cut. */
const WITHOUT_DURABILITY = "-c fsync=off";

/** Starts a fresh server in a temporary folder. `settings`: its options, for those who measure. Throws when a program fails. */
export async function startPostgres(programs: string, settings = WITHOUT_DURABILITY): Promise<PostgresServer> {
  const root = mkdtempSync(join(tmpdir(), "passerelle-pg-"));
  const who = count();
  if (who.uid !== undefined && who.gid !== undefined) chownSync(root, who.uid, who.gid);
  const data = join(root, "donnees");
  const launch = (program: string, ...args: string[]) =>
    execFileSync(join(programs, program), args, {
      ...who,
      cwd: root,
      stdio: "ignore",
      env: { ...process.env, LC_ALL: "C" },
    });
  launch("initdb", "-D", data, "-U", "passerelle", "--auth=trust", "--encoding=UTF8", "--no-sync");
  const port = await freePort();
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${root} -c max_connections=60 ${settings}`;
  const start = () => launch("pg_ctl", "-D", data, "-w", "-o", options, "-l", join(root, "journal"), "start");
  start();
  const url = `postgresql://passerelle@127.0.0.1:${port}/postgres`;
  launch("psql", "-q", "-d", url, "-c", `create role ${APPLICATION_ROLE} login; create role ${OWNER_ROLE} login`);
  launch("psql", "-q", "-d", url, "-c", `alter database postgres owner to ${OWNER_ROLE}`);
  return {
    url,
    restart: () => {
      launch("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
      start();
    },
    stop: () => {
      launch("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
      rmSync(root, { recursive: true, force: true });
    },
  };
}
