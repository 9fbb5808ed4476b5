import type { ServerResponse } from "node:http";

/** The calls whose answer is withheld (fault «retenu»). */
export type HeldCalls = {
  /** Ends with true once the call is released, with false when its caller went away or the simulator closed. */
  hold(key: string | null, output: ServerResponse): Promise<boolean>;
  /** Releases all of them, or those of one key. */
  release(key: string | null): void;
};

type HeldCall = { key: string | null; end: (released: boolean) => void };

export function createHeldCalls(): HeldCalls {
  const held = new Set<HeldCall>();
  return {
    hold: (key, output) =>
      new Promise((resolve) => {
        const gone = () => call.end(false);
        const call: HeldCall = {
          key,
          end: (released) => {
            held.delete(call);
            output.off("close", gone);
            resolve(released);
          },
        };
        held.add(call);
        output.once("close", gone);
        if (output.destroyed) gone();
      }),
    release(key) {
      for (const call of [...held]) if (key === null || call.key === key) call.end(true);
    },
  };
}
