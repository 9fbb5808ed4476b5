import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cpuSeconds } from "./cpu-time";

/** A program of ours in a process of its own. */
export type Program = {
  pid: number;
  /** Its peak memory so far, in megabytes, as the system counted it; NaN where the system does not say (Linux does). */
  peakMb: () => number;
  /** Seconds of processor that it has taken so far, its children's included. */
  cpuSeconds: () => number;
  stop: () => Promise<void>;
};

function peak(pid: number | undefined): number {
  try {
    const [, ko] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(ko) / 1024);
  } catch {
    return Number.NaN;
  }
}

/** What `npm run` would start, without npm in between: the script of package.json, which must be a «node …» one. */
export function scriptNpm(name: string): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const [program, ...options] = String(scripts[name]).split(" ");
  if (program !== "node") throw new Error(`Le script ${name} ne lance pas node.`);
  return options;
}

/** Starts it and waits until it says that it is ready. */
export async function launchProgram(
  command: readonly string[],
  env: Record<string, string>,
  ready: RegExp,
): Promise<Program> {
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, ...env },
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      said = (said + chunk).slice(-2000);
      if (ready.test(said)) resolve();
    });
    child.once("exit", () => reject(new Error(`${command.at(-1)} s'est arrêté.`)));
  });
  return {
    pid: child.pid ?? 0,
    peakMb: () => peak(child.pid),
    cpuSeconds: () => cpuSeconds(child.pid ?? 0),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
