import { Worker } from "node:worker_threads";
import type { SandboxLimits } from "./limits";

/**
 * In a thread of its own, because the reader's thread may never come back from a loop. V8's own limit does not count buffers; and a
 * reader whose server died must not go on.
 */
const PROGRAM = `
const { workerData } = require("node:worker_threads");
const end = performance.now() + workerData.deadlineMs;
setInterval(() => {
  if (process.memoryUsage.rss() > workerData.memory || performance.now() > end) process.kill(process.pid, "SIGKILL");
}, 20);
`;

/** Kills this process as soon as it goes over its memory or its time. */
export function startWatchdog({ memoryMb, deadlineMs }: Pick<SandboxLimits, "memoryMb" | "deadlineMs">): void {
  const workerData = { memory: memoryMb * 1024 * 1024, deadlineMs };
  new Worker(PROGRAM, { eval: true, workerData, env: {} }).unref();
}
