import { sql } from "drizzle-orm";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { effectiveValues } from "@/lib/domain/corrections";
import { yearOf } from "@/lib/domain/identity-fields";
import { env } from "@/lib/env";
import { recordReading } from "@/lib/services/audit/record-reading";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { type FoundPerson, findPerson, type PersonDossierRow } from "./find-person";
import type { PersonData, PersonDossierLine } from "./rgpd.types";

const CountsSchema = z.object({ corrections: z.number(), transmissions: z.number(), auditLines: z.number() });

function toLine({ id, apprenant, formation, ...row }: PersonDossierRow): PersonDossierLine {
  const anneeScolaire = yearOf(effectiveValues(row.source, row.corrections));
  const acceptedAt = row.submission?.sentAt?.toISOString() ?? null;
  const { idErpApprenant: identifier, apprenti, etat } = row;
  return { id, apprenant, formation, anneeScolaire, identifier, apprenti, etat, acceptedAt };
}

/** What must be typed before a person is erased. */
export function confirmationOf({ dossier }: FoundPerson): string {
  return dossier.apprenant.trim() || dossier.idErpApprenant;
}

/** What is held on the person of a dossier, in figures, and what the TBA has. Throws FORBIDDEN, NOT_FOUND. */
export async function loadPerson(scope: Scope, dossierId: string): Promise<PersonData> {
  const { db } = scope;
  const { id: etablissementId } = requirePermission(scope, "administer");
  const found = await findPerson(db, etablissementId, dossierId);
  await recordReading(scope, etablissementId, dossierId);
  const ids = uuidArray(found.own.map(({ id }) => id));
  const [counts] = await parsedRows(
    db,
    CountsSchema,
    sql`select (select count(*)::int from correction_changes where dossier_id = any(${ids})) as corrections,
      (select count(distinct t.id)::int from transmissions t join calls c on c.transmission_id = t.id
        where t.etablissement_id = ${etablissementId}::uuid and c.dossier_ids && ${ids}) as transmissions,
      (select count(*)::int from audit_log j where j.etablissement_id = ${etablissementId}::uuid
        and j.details ->> 'dossier' = any(${ids}::text[])) as "auditLines"`,
  );
  const own = found.own.map(toLine);
  const accepted = own.flatMap(({ acceptedAt }) => acceptedAt ?? []).sort();
  return {
    dossierId,
    confirmation: confirmationOf(found),
    own,
    doubtful: found.doubtful.map(toLine),
    ...(counts ?? { corrections: 0, transmissions: 0, auditLines: 0 }),
    onTba: { dossiers: accepted.length, lastAt: accepted.at(-1) ?? null },
    tbaSite: env().TBA_SITE_URL,
  };
}
