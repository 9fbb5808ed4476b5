import { env } from "@/lib/env";
import { type ClientTba, creerClientTba } from "@/lib/tba/client";

let client: ClientTba | undefined;

/** The process's client of the TBA: one pool of kept-alive connections. */
export function clientTba(): ClientTba {
  client ??= creerClientTba({ urlBase: env().TBA_API_URL });
  return client;
}
