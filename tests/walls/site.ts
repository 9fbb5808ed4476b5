import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { execute, freePort, launch, stopAll, waitForResponse } from "@/scripts/processes.mjs";
import { cfaE2e } from "@/tests/e2e/cfas";

/** The built application in processes of its own, on a fresh embedded database, with temporary files in a folder that tests look into. */
export type Site = SiteAddress & {
  /** What the server left in its temporary folder. */
  temporaryFiles: () => string[];
  /** All that the server said so far, on both its outputs. */
  said: () => string;
  stop: () => Promise<void>;
};

/** Where a site is, for other processes: `folder` is its own, of what it wrote. */
export type SiteAddress = { url: string; pid: number; folder: string };

export const MAX_MB = 12;

/** The site that all the walls' tests share, which shared-site.ts started: stopped by it. */
export function siteAt(address: SiteAddress): Site {
  const { folder } = address;
  return {
    ...address,
    temporaryFiles: () => readdirSync(`${folder}/tmp`).filter((name) => name.startsWith("passerelle-")),
    said: () => readFileSync(`${folder}/said.txt`, "utf8"),
    stop: async () => {},
  };
}

/** Starts a site of one's own. `env`: variables that differ from those below. */
export async function startSite({ env: wanted = {} }: { env?: Record<string, string> } = {}): Promise<Site> {
  // Far apart: files of tests may each start theirs at the same moment.
  const port = await freePort(3240 + Math.floor(Math.random() * 50) * 10);
  const folder = `${process.cwd()}/.tmp/walls-${port}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/tmp`, { recursive: true });
  const url = `http://localhost:${port}`;
  const env = {
    NODE_ENV: "production",
    NODE_OPTIONS: "",
    TMPDIR: `${folder}/tmp`,
    DATABASE_URL: "",
    PGLITE_DIR: `${folder}/pglite`,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    CRON_SECRET: randomBytes(16).toString("hex"),
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    TBA_API_URL: "http://127.0.0.1:9/api",
    NIGHT_AT: "non",
    IMPORT_MAX_MB: String(MAX_MB),
    ...wanted,
  };
  await execute(["--import", "tsx", "tests/e2e/seed-cfas.ts"], env);
  rmSync(`${folder}/tmp`, { recursive: true, force: true });
  mkdirSync(`${folder}/tmp`);
  const said = openSync(`${folder}/said.txt`, "a");
  const server = launch(["scripts/start.mjs", "-H", "localhost", "-p", String(port)], env, said);
  closeSync(said);
  await waitForResponse(`${url}/api/sante`, server);
  return {
    ...siteAt({ url, pid: server.pid ?? 0, folder }),
    stop: async () => {
      await stopAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server that was started still is the one that answers. */
export function isAlive({ pid }: SiteAddress): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");

const fromHtml = (html: string) => html.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** The sign-in form as a browser without script sends it: the page's own hidden fields, then what is typed. */
async function signInForm(site: Site): Promise<FormData> {
  const html = await (await fetch(`${site.url}/connexion`)).text();
  const form = new FormData();
  for (const [, name = "", value = ""] of html.matchAll(/name="(\$ACTION[^"]*)"(?: value="([^"]*)")?/g)) {
    form.append(name, fromHtml(value));
  }
  form.append("suite", "/");
  return form;
}

/** Sends the sign-in form. `headers`: those of the caller, Origin among them. */
export async function trySignIn(
  site: Site,
  { email, password }: { email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = await signInForm(site);
  form.append("email", email);
  form.append("motDePasse", password);
  return fetch(`${site.url}/connexion`, { method: "POST", body: form, redirect: "manual", headers });
}

export type SiteRole = "administrateur" | "gestionnaire" | "lecteur";

/** The session cookie of a role in the n-th établissement, by the door that a browser without script takes. */
export async function signInOver(site: Site, rank: number, role: SiteRole): Promise<string> {
  const response = await trySignIn(site, { email: `${role}-${rank}@example.org`, password: cfaE2e(rank).password });
  const session = cookiesOf(response);
  if (!session.includes("session-token")) throw new Error(`Connexion refusée (${response.status}).`);
  return session;
}

/** The most memory that the server ever held, in megabytes; null where the system does not tell. */
export function peakMemory({ pid }: SiteAddress): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
