import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** Under which identifier of ours a second person of one identifier stands: «PTBA-451-2». */
export const aliasOf = (identifier: string, n: number): string => `PTBA-${identifier}-${n}`;

/** The first of these, of a column of identifiers: there when several people have had it. */
export const firstAliasOf = (identifier: AnyColumn): SQL => sql`'PTBA-' || ${identifier} || '-2'`;
