import { ServiceError } from "@/lib/errors";
import { SANDBOX_LIMITS, type SandboxLimits } from "./limits";

const busy = () =>
  new ServiceError(
    "TOO_MANY_ATTEMPTS",
    "D'autres fichiers sont en cours de lecture : réessayez dans une minute, le vôtre n'a pas été lu.",
  );

type TurnLimits = Pick<SandboxLimits, "readings" | "waiting" | "maxWaitMs">;

/**
 * Turns at something of which only so many may happen at a time in this process. `takeTurn` answers what gives the turn back; it
 * throws ServiceError (TOO_MANY_ATTEMPTS) when too many wait already, or after `maxWaitMs`.
 */
export function createTurns({ readings, waiting, maxWaitMs }: TurnLimits) {
  let free = readings;
  const queue: (() => void)[] = [];

  const giveBack = () => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };

  const once = () => {
    let given = false;
    return () => {
      if (!given) giveBack();
      given = true;
    };
  };

  return async function takeTurn(): Promise<() => void> {
    if (free > 0) {
      free -= 1;
      return once();
    }
    if (queue.length >= waiting) throw busy();
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(enter), 1);
        reject(busy());
      }, maxWaitMs);
      queue.push(enter);
    });
    return once();
  };
}

/** The turns of this process's readings. */
export const takeReadingTurn = createTurns(SANDBOX_LIMITS);
