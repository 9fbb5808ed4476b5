import { after } from "next/server";
import { workImports } from "@/lib/night/process-queue";

/** What a function that answers a person may spend on the queue afterwards, where no worker runs. */
const BUDGET_MS = 50_000;

/** Takes up the queue of imports once the person is answered: a serverless host has no worker. */
export function workAfterResponse(): void {
  after(() => workImports(BUDGET_MS));
}
