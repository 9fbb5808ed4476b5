import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** A browser to run, and what it needs in its environment. */
export type Navigateur = { chemin: string; env: Record<string, string> };

const CONNUS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Root has no sandbox; the rest keeps the browser from talking to anyone but us. */
export const OPTIONS_CHROMIUM = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function repond({ chemin, env }: Navigateur): boolean {
  try {
    execFileSync(chemin, ["--version", "--no-sandbox"], {
      env: { ...process.env, ...env },
      stdio: "ignore",
      timeout: 30_000,
    });
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of the npm package (Linux x64); where system libraries lack, it unpacks its own. */
async function deNpm(): Promise<Navigateur | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { default: paquet } = await import("@sparticuz/chromium");
  const simple = { chemin: await paquet.executablePath(), env: {} };
  if (repond(simple)) return simple;
  const env = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x", LD_LIBRARY_PATH: "/tmp/al2023/lib" };
  Object.assign(process.env, { AWS_EXECUTION_ENV: env.AWS_EXECUTION_ENV });
  const complet = { chemin: await paquet.executablePath(), env };
  return repond(complet) ? complet : null;
}

/** CHROMIUM_PATH, the system's, the npm package's, Playwright's own: the first that runs. Throws when none does. */
export async function trouverChromium(): Promise<Navigateur> {
  const voulu = process.env.CHROMIUM_PATH;
  const candidats = [...(voulu ? [voulu] : []), ...CONNUS.filter(existsSync)].map((chemin) => ({ chemin, env: {} }));
  const trouve = candidats.find(repond) ?? (await deNpm());
  if (trouve) return trouve;
  const propre = { chemin: chromium.executablePath(), env: {} };
  if (existsSync(propre.chemin) && repond(propre)) return propre;
  throw new Error(
    "Aucun Chromium : installez-en un, donnez CHROMIUM_PATH, ou lancez «npx playwright install chromium».",
  );
}
