import { readFileSync } from "node:fs";

/**
 * The most memory that this process took, in megabytes. Linux is asked for that of the program alone: what Node answers counts the server's too, whose copy
 * a new process is for an instant.
 */
export function peakMemoryMb(): number {
  try {
    const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kb !== undefined) return Math.round(Number(kb) / 1024);
  } catch {
    // Another system.
  }
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
