import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** A browser to run, and what it needs in its environment. */
export type Browser = { path: string; env: Record<string, string> };

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Root has no sandbox; the rest keeps the browser from talking to anyone but us. */
export const CHROMIUM_OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function answers({ path, env }: Browser): boolean {
  try {
    execFileSync(path, ["--version", "--no-sandbox"], {
      env: { ...process.env, ...env },
      stdio: "ignore",
      timeout: 120_000,
    });
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of the npm package (Linux x64); where system libraries lack, it unpacks its own. */
async function fromNpm(): Promise<Browser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { default: pkg } = await import("@sparticuz/chromium");
  const simple = { path: await pkg.executablePath(), env: {} };
  if (answers(simple)) return simple;
  const env = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x", LD_LIBRARY_PATH: "/tmp/al2023/lib" };
  Object.assign(process.env, { AWS_EXECUTION_ENV: env.AWS_EXECUTION_ENV });
  const full = { path: await pkg.executablePath(), env };
  return answers(full) ? full : null;
}

/** CHROMIUM_PATH, the system's, the npm package's, Playwright's own: the first that runs. Throws when none does. */
export async function findChromium(): Promise<Browser> {
  const wanted = process.env.CHROMIUM_PATH;
  const candidates = [...(wanted ? [wanted] : []), ...KNOWN.filter(existsSync)].map((path) => ({ path, env: {} }));
  const found = candidates.find(answers) ?? (await fromNpm());
  if (found) return found;
  const clean = { path: chromium.executablePath(), env: {} };
  if (existsSync(clean.path) && answers(clean)) return clean;
  throw new Error(
    "Aucun Chromium : installez-en un, donnez CHROMIUM_PATH, ou lancez « npx playwright install chromium ».",
  );
}
