import { env } from "@/lib/env";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";

let client: TbaClient | undefined;

/** The process's client of the TBA: one pool of kept-alive connections. */
export function tbaClient(): TbaClient {
  client ??= createTbaClient({ baseUrl: env().TBA_API_URL });
  return client;
}
