import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startWorker } from "@/lib/night/worker";

const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.parse("2027-10-31T02:10:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

it("Un ouvrier dont l'horloge est reculée de deux heures rend encore, à leur heure, les travaux de ceux qui sont morts", async () => {
  let rounds = 0;
  const worker = startWorker({
    boss: { fetch: async () => [] },
    queue: "essai",
    process: async () => {},
    slots: 1,
    untilEmpty: false,
    release: async () => {
      rounds += 1;
    },
  });
  await vi.waitFor(() => expect(rounds).toBe(1));
  vi.setSystemTime(Date.now() - 2 * HOUR_MS);
  vi.advanceTimersByTime(16_000);
  worker.wakeUp();
  await vi.waitFor(() => expect(rounds).toBe(2), { timeout: 20_000 });
  await worker.stop();
});
