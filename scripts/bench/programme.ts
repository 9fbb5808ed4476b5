import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** A program of ours in a process of its own. */
export type Programme = {
  /** Its peak memory so far, in megabytes, as the system counted it; NaN where the system does not say (Linux does). */
  pointeMo: () => number;
  arreter: () => Promise<void>;
};

function pointe(pid: number | undefined): number {
  try {
    const [, ko] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(ko) / 1024);
  } catch {
    return Number.NaN;
  }
}

/** What `npm run` would start, without npm in between: the script of package.json, which must be a «node …» one. */
export function scriptNpm(nom: string): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const [programme, ...options] = String(scripts[nom]).split(" ");
  if (programme !== "node") throw new Error(`Le script ${nom} ne lance pas node.`);
  return options;
}

/** Starts it and waits until it says that it is ready. */
export async function lancerProgramme(
  commande: readonly string[],
  env: Record<string, string>,
  pret: RegExp,
): Promise<Programme> {
  const processus = spawn(process.execPath, commande, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, ...env },
  });
  let dit = "";
  await new Promise<void>((resoudre, rejeter) => {
    processus.stdout?.on("data", (morceau) => {
      dit = (dit + morceau).slice(-2000);
      if (pret.test(dit)) resoudre();
    });
    processus.once("exit", () => rejeter(new Error(`${commande.at(-1)} s'est arrêté.`)));
  });
  return {
    pointeMo: () => pointe(processus.pid),
    arreter: async () => {
      if (processus.exitCode !== null) return;
      processus.kill("SIGTERM");
      await once(processus, "exit");
    },
  };
}
