import { ServiceError } from "@/lib/errors";
import type { RunDeps, RunEnd } from "@/lib/night/run/run";
import { NothingToDo } from "../chances";
import { runAsReceived } from "../promises/runs-add-up";
import type { Cfa } from "../world";
import { correctCauseOfPlan, correctOne, undoOldCorrection } from "./corrections";
import { eraseSomebody } from "./house";
import { dropFileUnseen } from "./imports";
import { softwarePushes, softwareTakesCorrections } from "./pushes";
import { sayDepart, settleDuplicate } from "./watch";

type Asked = { tba: RunDeps["tba"]; stopSignal?: AbortSignal };
type Transmit = RunDeps["tba"]["transmit"];
export type Send = (asked: Asked) => Promise<RunEnd>;

/** Sends, and looks at whether the TBA received what the run says. */
async function send(cfa: Cfa, by: Send, asked: Asked): Promise<RunEnd> {
  const end = await by(asked);
  await runAsReceived(cfa, end.transmissionId);
  return end;
}

const whole = (cfa: Cfa, by: Send) => send(cfa, by, { tba: cfa.tools.simulator.tba });

/** The process is asked to stop once some calls have left. */
function stopped(cfa: Cfa, by: Send): Promise<RunEnd> {
  const stop = new AbortController();
  let left = 1 + cfa.chances.below(3);
  const transmit: Transmit = (...asked) => {
    left -= 1;
    if (left === 0) stop.abort();
    return cfa.tools.simulator.tba.transmit(...asked);
  };
  return send(cfa, by, { tba: { transmit }, stopSignal: stop.signal });
}

const MEANWHILE = [
  ...[correctOne, correctOne, correctCauseOfPlan, undoOldCorrection],
  ...[dropFileUnseen, softwarePushes, softwareTakesCorrections, sayDepart, settleDuplicate, eraseSomebody],
];

/** Between the answer to a call and its writing, somebody corrects, a file comes, a software calls. */
function disturbed(cfa: Cfa, by: Send): Promise<RunEnd> {
  const { below, pick } = cfa.chances;
  const act = pick(MEANWHILE);
  let left = 1 + below(2);
  const transmit: Transmit = async (...asked) => {
    const answer = await cfa.tools.simulator.tba.transmit(...asked);
    left -= 1;
    if (left === 0) {
      await act(cfa).catch((error: unknown) => {
        if (!(error instanceof ServiceError || error instanceof NothingToDo)) throw error;
      });
    }
    return answer;
  };
  return send(cfa, by, { tba: { transmit } });
}

function signal(): { sent: Promise<void>; send: () => void } {
  let send = () => {};
  const sent = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { sent, send };
}

/** A process hangs before its first call; another one takes the établissement over, then the first wakes up and must say nothing. */
async function overtaken(cfa: Cfa, by: Send): Promise<RunEnd> {
  const { tba, forgetCalls } = cfa.tools.simulator;
  const [hangs, wakeUp] = [signal(), signal()];
  const transmit: Transmit = async (...asked) => {
    hangs.send();
    await wakeUp.sent;
    return tba.transmit(...asked);
  };
  const first = by({ tba: { transmit } });
  await Promise.race([hangs.sent, first]);
  await forgetCalls();
  const end = await send(cfa, by, { tba });
  wakeUp.send();
  await first;
  return end;
}

/** How a run may go, besides what the TBA does. */
export const WAYS = { entière: whole, arrêtée: stopped, dérangée: disturbed, reprise: overtaken };
