import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in what Linux says of a process: always 100 for programs, whatever the kernel counts in. */
const TICKS = 100;

type Stat = { parent: number; group: number; own: number; endedChildren: number };

/** What Linux says of a process, in seconds of processor (user and system); null once it is gone, or on another system. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, between parentheses, may hold anything.
    const [, parent, group, , , , , , , , , utime, stime, cutime, cstime] = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    return {
      parent: parent ?? 0,
      group: group ?? 0,
      own: ((utime ?? 0) + (stime ?? 0)) / TICKS,
      endedChildren: ((cutime ?? 0) + (cstime ?? 0)) / TICKS,
    };
  } catch {
    return null;
  }
}

export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

/** Seconds of processor (user and system) that a process and its children have taken so far, those that ended included; NaN where the system does not say. */
export function cpuSeconds(pid: number): number {
  const main = statOf(pid);
  if (main === null) return Number.NaN;
  let total = main.own + main.endedChildren;
  for (const name of readdirSync("/proc")) {
    const child = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (child?.parent === pid) total += child.own + child.endedChildren;
  }
  return total;
}

/** The same of all the processes of a group, and of those of their children that ended. */
export function groupCpuSeconds(group: number): number {
  let total = 0;
  for (const name of readdirSync("/proc")) {
    const found = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (found?.group === group) total += found.own + found.endedChildren;
  }
  return total;
}
