import { after } from "next/server";
import { systemDb } from "@/db/client";
import { workImports } from "@/lib/night/process-queue";
import { deliverWaiting } from "@/lib/night/server/deliver-waiting";
import { logUnexpected } from "./answer-error";

/** What a function that answers a person may spend on the queue afterwards, where no worker runs. */
export const BUDGET_AFTER_RESPONSE_MS = 50_000;
const DELIVERY_BUDGET_MS = 20_000;

/**
 * Once the person is answered: `work`, then the e-mails and notifications that wait, its own among them. A link is waited for; and a
 * serverless host has no process that would carry it in the minute.
 */
export function deliverAfterResponse(work: () => Promise<void> = async () => {}): void {
  after(async () => {
    try {
      await work();
      await deliverWaiting(await systemDb(), AbortSignal.timeout(DELIVERY_BUDGET_MS));
    } catch (error) {
      logUnexpected(error);
    }
  });
}

/** Takes up the queue of imports once the person is answered: a serverless host has no worker. */
export function workAfterResponse(): void {
  deliverAfterResponse(() => workImports(BUDGET_AFTER_RESPONSE_MS));
}
