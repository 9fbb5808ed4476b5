import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

/** Of these, the product never removes a row. */
const NEVER_REMOVED = ["change_sets", "etablissements", "jetons", "reseaux", "users"];

describe("Les clés étrangères", () => {
  it("se suivent par un index : retirer une ligne ne relit jamais toute la table de celles qui en dépendent", async () => {
    const found = await rows<{ key: string; parent: string; served: boolean }>(
      database.db,
      sql`select c.conrelid::regclass || '.' || a.attname as key, c.confrelid::regclass::text as parent, exists (
          select 1 from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indkey[0] = c.conkey[1]
        ) as served
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.connamespace = 'public'::regnamespace order by 1`,
    );
    expect(found.length).toBeGreaterThan(20);
    const removed = found.filter(({ parent }) => !NEVER_REMOVED.includes(parent));
    expect(removed.filter(({ served }) => !served).map(({ key }) => key)).toEqual([]);
  });
});
