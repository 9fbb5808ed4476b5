import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Site } from "./site";

/** `slowest` in milliseconds. */
type Health = { asked: number; failures: number; slowest: number };

/** The status of a page, over a connection of its own; 0 when there was no answer. */
const statusOf = (url: string) =>
  new Promise<number>((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    }).once("error", () => resolve(0));
  });

/** After so many milliseconds it says «down» of a database that is silent: on a busy machine that is a duration. Sooner, it is a fault. */
const HEALTH_WAIT_MS = 2000;

/** Asks /api/sante again and again until `stop`. `failures`: no answer, or an error. */
export function watchHealth({ url }: Site): { stop: () => Promise<Health> } {
  let watching = true;
  let failures = 0;
  const durations: number[] = [];
  const watch = async () => {
    while (watching || durations.length === 0) {
      const startedAt = performance.now();
      const status = await statusOf(`${url}/api/sante`);
      const duration = performance.now() - startedAt;
      if (status !== 200 && (status !== 503 || duration < HEALTH_WAIT_MS)) failures += 1;
      durations.push(duration);
      await pause(20);
    }
    return { asked: durations.length, failures, slowest: Math.max(...durations) };
  };
  const watched = watch();
  return {
    stop: () => {
      watching = false;
      return watched;
    },
  };
}
