import { type SQL, sql } from "drizzle-orm";
import { bringsDossiers } from "./holders";

/**
 * When dossiers last came to an établissement, from a file or a software; null before the first. What came and was all set aside brought none,
 * nor does a person who answers days later what a software had sent.
 */
export const lastReceivedAt = (etablissementId: SQL): SQL => sql`greatest(
  (select i.at from imports i where i.etablissement_id = ${etablissementId} and i.state = 'applied' and ${bringsDossiers(sql`i.reading`)}
    and i.created + i.modified + i.unchanged > 0 and (i.origin = 'file' or i.by is null) order by i.at desc limit 1),
  (select p.at from push_sightings p where p.etablissement_id = ${etablissementId} order by p.at desc limit 1))`;
