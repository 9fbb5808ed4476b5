import { type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";

/** The instant of the last change of a dossier, to the microsecond: two readings that say the same saw the same dossier. */
export const VERSION: SQL<string> = sql<string>`to_char(${dossiers.modifiedAt} at time zone 'UTC', 'YYYYMMDDHH24MISSUS')`;
