import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { WebhookEvent } from "@/lib/domain/enumerations";
import { recordValidityEvents } from "@/lib/services/webhooks/validity-events";
import { apprentis, snapshotOf } from "../stored";
import type { Cfa } from "../world";

/** What notifications of a kind say to the software that is told, in the order of what happened. */
export async function toldOf(
  { id, tools }: Cfa,
  type: WebhookEvent,
): Promise<{ id: string; data: Record<string, unknown> }[]> {
  const found = await tools.database.db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.etablissementId, id), eq(webhookDeliveries.type, type)))
    .orderBy(webhookDeliveries.createdAt);
  return found.map(({ id: deliveryId, body }) => ({
    id: deliveryId,
    data: (body as { data: Record<string, unknown> }).data,
  }));
}

/** A software that wants to know is told of each dossier that became invalid, once, and of no other. */
export async function toldOfInvalid(cfa: Cfa): Promise<void> {
  const { db } = cfa.tools.database;
  const known = new Set((await toldOf(cfa, "dossier.invalide")).map(({ id }) => id));
  await recordValidityEvents(db, new Date());
  const told = (await toldOf(cfa, "dossier.invalide")).filter(({ id }) => !known.has(id));
  const invalid = apprentis(await snapshotOf(db, cfa.id)).filter(({ blocked }) => blocked);
  const news = invalid.filter(({ id }) => !cfa.invalid.has(id));
  cfa.invalid = new Set(invalid.map(({ id }) => id));
  const expected = cfa.endpoint === null || news.length === 0 ? [] : [{ nombre: news.length, uai: cfa.uai }];
  expect(
    told.map(({ data: { nombre, uai } }) => ({ nombre, uai })),
    "notifications",
  ).toEqual(expected);
  const named = told.flatMap(({ data }) => data.dossiers as { id_erp_apprenant: string; annee_scolaire: string }[]);
  if (told.length > 0) {
    expect(named.map((d) => JSON.stringify([d.id_erp_apprenant, d.annee_scolaire])).sort()).toEqual(
      news.map(({ idErp, annee }) => JSON.stringify([idErp, annee])).sort(),
    );
  }
}
