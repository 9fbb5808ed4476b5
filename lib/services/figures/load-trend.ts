import { sql } from "drizzle-orm";
import { addDays } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import { SHOWN_NIGHTS } from "@/lib/domain/reseau/nights";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { listTrends } from "./list-trends";
import type { TrendDay } from "./trend.types";

/** The last thirty days of the établissement, today included; empty when nothing happened in them. Throws FORBIDDEN. */
export async function loadTrend(scope: Scope): Promise<TrendDay[]> {
  const { id } = requirePermission(scope, "view");
  const today = parisDay(scope.now);
  const trends = await listTrends(scope.db, sql`e.id = ${id}::uuid`, addDays(today, 1 - SHOWN_NIGHTS), today);
  return trends.get(id) ?? [];
}
