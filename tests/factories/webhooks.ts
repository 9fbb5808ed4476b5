import { sql } from "drizzle-orm";
import { type Db, rows } from "@/db/database";
import type { WebhookEvent } from "@/lib/domain/enumerations";
import type { ServiceContext } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/webhooks/create-endpoint";
import { listEndpoints } from "@/lib/services/webhooks/list-endpoints";
import type { EndpointRow } from "@/lib/services/webhooks/webhooks.types";
import { within } from "@/tests/helpers/within";

/** Has a software told, and answers its secret and its row. */
export async function newEndpoint(
  ctx: ServiceContext,
  uai: string,
  url: string,
  events: readonly WebhookEvent[] = ["transmission.terminee", "dossier.invalide", "cle.refusee"],
): Promise<{ id: string; secret: string }> {
  const secret = await within(ctx, uai, createEndpoint, { url, events });
  const endpoints = await within(ctx, uai, listEndpoints);
  const made = endpoints.find((endpoint) => endpoint.url === url);
  if (made === undefined) throw new Error("Préparation manquée");
  return { id: made.id, secret };
}

/** The endpoint of an établissement that has one. */
export async function onlyEndpoint(ctx: ServiceContext, uai: string): Promise<EndpointRow> {
  const [endpoint] = await within(ctx, uai, listEndpoints);
  if (endpoint === undefined) throw new Error("Aucune adresse n'est prévenue.");
  return endpoint;
}

/** The waits are over: the jobs that wait for their time are due now. */
export const waitsAreOver = (db: Db) =>
  rows(db, sql`update pgboss.job set start_after = now() where name = 'webhook' and state in ('created', 'retry')`);
