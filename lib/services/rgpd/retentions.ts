import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { retentions } from "@/db/schema/rgpd";
import { RETENTION_KINDS, type RetentionKind } from "@/lib/domain/enumerations";
import { RETENTIONS } from "@/lib/domain/retention";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { HOUSE_PURGES } from "./purge/house-purges";
import { listErasures } from "./readmit-person";
import type { RetentionPage } from "./rgpd.types";

/** For how many days an établissement keeps each kind: what it chose, or the default. */
export async function getRetentions(db: Db, etablissementId: string): Promise<Record<RetentionKind, number>> {
  const chosen = await db.select().from(retentions).where(eq(retentions.etablissementId, etablissementId));
  const days = RETENTION_KINDS.map((kind) => {
    const { min, max, days } = RETENTIONS[kind];
    const wanted = chosen.find((each) => each.kind === kind)?.days ?? days;
    return [kind, Math.min(Math.max(wanted, min), max)] as const;
  });
  return Object.fromEntries(days) as Record<RetentionKind, number>;
}

/** What «Données personnelles» shows: the durations, those that nobody sets, the erasures. Throws FORBIDDEN. */
export async function loadRetentions(scope: Scope): Promise<RetentionPage> {
  const { id } = requirePermission(scope, "administer");
  const chosen = await getRetentions(scope.db, id);
  return {
    settings: RETENTION_KINDS.map((kind) => ({ kind, ...RETENTIONS[kind], chosen: chosen[kind] })),
    house: HOUSE_PURGES.map(({ kind, label, days }) => ({ kind, label, days })),
    erasures: await listErasures(scope.db, id),
  };
}

function parseDays(kind: RetentionKind, typed: string): number | { error: string } {
  const { min, max } = RETENTIONS[kind];
  const days = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  if (days >= min && days <= max) return days;
  return { error: `Écrivez un nombre de jours entre ${min} et ${max.toLocaleString("fr-FR")}.` };
}

/**
 * Changes for how long the établissement keeps each kind of data; the next purge follows. `typed`: days by kind, as they were typed.
 * Throws FORBIDDEN, INVALID_INPUT (fields by kind), nothing written then. Answers how many durations changed.
 */
export async function setRetentions(scope: Scope, typed: Readonly<Record<string, string>>): Promise<number> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const errors: Record<string, string> = {};
  const wanted = RETENTION_KINDS.flatMap((kind) => {
    const days = parseDays(kind, typed[kind] ?? "");
    if (typeof days === "number") return [{ kind, days }];
    errors[kind] = days.error;
    return [];
  });
  if (Object.keys(errors).length > 0) {
    throw new ServiceError("INVALID_INPUT", "Rien n'est enregistré : corrigez les durées signalées.", errors);
  }
  return scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const current = await getRetentions(tx, etablissementId);
    const changed = wanted.filter(({ kind, days }) => current[kind] !== days);
    for (const { kind, days } of changed) {
      await tx
        .insert(retentions)
        .values({ etablissementId, kind, days })
        .onConflictDoUpdate({ target: [retentions.etablissementId, retentions.kind], set: { days } });
    }
    if (changed.length > 0) {
      const details = Object.fromEntries(changed.map(({ kind, days }) => [kind, days]));
      await recordAudit({ ...scope, db: tx }, etablissementId, "retention-set", details);
    }
    return changed.length;
  });
}
