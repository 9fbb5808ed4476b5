import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./colonnes";
import { dossiers } from "./dossiers";

/**
 * What the TBA has of a dossier, and since when. Apart from the dossier itself, whose row is long; a trigger makes it with the
 * dossier. Written when what the TBA has changes, not each night: that it was sent again is on the night's calls.
 */
export const envois = pgTable("envois", {
  dossierId: uuid("dossier_id")
    .primaryKey()
    .references(() => dossiers.id, { onDelete: "cascade" }),
  /** «Reçu»: the answer that brought the last change. */
  recuLe: instant("recu_le"),
  /** «Accepté»: payload that the TBA last took, by its fingerprint, and when it first said so. */
  empreinteTransmise: text("empreinte_transmise"),
  transmisLe: instant("transmis_le"),
  /** Payload that the TBA last refused, and what it said. */
  empreinteRefusee: text("empreinte_refusee"),
  messagesTba: jsonb("messages_tba").$type<string[]>().notNull().default([]),
  /** The payloads of these two fingerprints, kept by a trigger when the dossier's own changes; null while it is the dossier's own. */
  payloadTransmis: text("payload_transmis"),
  payloadRefuse: text("payload_refuse"),
  /** «Vu sur le TBA»: found in the named list of the TBA, by a rapprochement. */
  vuLe: instant("vu_le"),
});
