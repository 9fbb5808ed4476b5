import type { RetryPolicy } from "@/lib/night/run/pace/retry";

/** A retry policy that does not wait: its clock moves on by what it was asked to wait. */
export function testRetryPolicy(): RetryPolicy & { waits: number[] } {
  const waits: number[] = [];
  let advance = 0;
  return {
    waits,
    wait: async (ms) => {
      waits.push(ms);
      advance += ms;
    },
    random: () => 0.5,
    now: () => new Date(Date.now() + advance),
  };
}
