import { eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { jumeaux as declaredJumeaux, keptIdentities } from "@/db/schema/a-surveiller";
import type { dossiers } from "@/db/schema/dossiers";
import { tbaCouples } from "@/db/schema/tba";
import { EMPTY_CONTEXT, type PreparationContext } from "@/lib/domain/anomalies/context";
import type { Corrections } from "@/lib/domain/corrections";
import { openDoubts } from "@/lib/domain/open-doubts";

/** What tells where a dossier stands; `person` as stored. */
export type LocatedDossier = { etablissementId: string; idErpApprenant: string; person: string | null };

/** What tells a dossier's context. Its doubts come with it, so that nobody who prepares it again can forget them. */
export type DoubtfulDossier = LocatedDossier & Pick<typeof dossiers.$inferSelect, "source" | "doubts" | "confirmed">;

/** Of each dossier, what it does not say itself. */
export type DossierContexts = {
  /** True when a couple, any, makes an anomaly. */
  watchesCouples: boolean;
  /** Those who stand under several identifiers, twins included, as the column «person» writes them. */
  duplicatedPeople: readonly string[];
  around: (dossier: LocatedDossier) => PreparationContext;
  /** The same with the doubts that still stand once it is corrected so. */
  of: (dossier: DoubtfulDossier, corrections: Corrections) => PreparationContext;
};

const DuplicateSchema = z.object({
  etablissement_id: z.string(),
  person: z.string(),
  identifiers: z.array(z.string()),
  sent: z.array(z.string()),
});

const keyOf = (etablissementId: string, person: string) => `${etablissementId} ${person}`;

type CoupleSets = Required<Pick<PreparationContext, "unknownCouples" | "closedCouples">>;

/** The couples that the TBA said it does not know, and those whose organisme is closed, as `coupleOf` writes them. */
async function getCouples(db: Db): Promise<CoupleSets> {
  const found = await db
    .select({ uai: tbaCouples.uai, siret: tbaCouples.siret, known: tbaCouples.known })
    .from(tbaCouples)
    .where(or(eq(tbaCouples.known, false), eq(tbaCouples.closed, true)));
  const texts = (known: boolean) => found.filter((c) => c.known === known).map(({ uai, siret }) => `${uai}:${siret}`);
  return { unknownCouples: new Set(texts(false)), closedCouples: new Set(texts(true)) };
}

/** The couples that the TBA said it does not know. */
export async function getUnknownCouples(db: Db): Promise<ReadonlySet<string>> {
  return (await getCouples(db)).unknownCouples;
}

/** What surrounds any dossier. Who else is the same person is found out once it is stored (reprepareOutdated). */
export const getCommonContext = async (db: Db): Promise<PreparationContext> => ({
  ...EMPTY_CONTEXT,
  ...(await getCouples(db)),
});

const pairKey = (etablissementId: string, a: string, b: string) =>
  JSON.stringify([etablissementId, ...(a < b ? [a, b] : [b, a])]);

/** The pairs of identifiers that staff said are two people. */
async function getJumeaux(db: Db, etablissementIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (etablissementIds.length === 0) return new Set();
  const found = await db
    .select()
    .from(declaredJumeaux)
    .where(inArray(declaredJumeaux.etablissementId, [...etablissementIds]));
  return new Set(found.map((j) => pairKey(j.etablissementId, j.first, j.second)));
}

/** Of two identifiers of one person, the one that staff kept, by pair. */
async function getKeptIdentities(db: Db, etablissementIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (etablissementIds.length === 0) return new Map();
  const found = await db
    .select()
    .from(keptIdentities)
    .where(inArray(keptIdentities.etablissementId, [...etablissementIds]));
  return new Map(found.map((k) => [pairKey(k.etablissementId, k.kept, k.dropped), k.kept]));
}

async function getContexts(db: Db, source: SQL): Promise<DossierContexts> {
  const couples = await getCouples(db);
  const found = await parsedRows(
    db,
    DuplicateSchema,
    // Nearly everyone stands once: who does not is found first, and the rest is asked of those alone.
    sql`with several as materialized (
        select d.etablissement_id, d.person from ${source} and d.person is not null
        group by d.etablissement_id, d.person having min(d.id_erp_apprenant) <> max(d.id_erp_apprenant)
      )
      select d.etablissement_id, d.person, jsonb_agg(distinct d.id_erp_apprenant order by d.id_erp_apprenant) as identifiers,
        coalesce(jsonb_agg(distinct d.id_erp_apprenant) filter (where exists (
          select 1 from submissions s where s.dossier_id = d.id and s.sent_fingerprint is not null)), '[]'::jsonb) as sent
      from several join dossiers d on d.etablissement_id = several.etablissement_id and d.person = several.person
      group by d.etablissement_id, d.person`,
  );
  const jumeaux = await getJumeaux(db, [...new Set(found.map((d) => d.etablissement_id))]);
  const kept = await getKeptIdentities(db, [...new Set(found.map((d) => d.etablissement_id))]);
  const duplicates = new Map(found.map((d) => [keyOf(d.etablissement_id, d.person), d]));
  const only: PreparationContext = { ...EMPTY_CONTEXT, ...couples };
  const around = ({ etablissementId, idErpApprenant, person }: LocatedDossier): PreparationContext => {
    const duplicate = person === null ? undefined : duplicates.get(keyOf(etablissementId, person));
    const others = duplicate?.identifiers.filter(
      (other) => other !== idErpApprenant && !jumeaux.has(pairKey(etablissementId, idErpApprenant, other)),
    );
    if (duplicate === undefined || others === undefined) return only;
    const choice = (other: string) => kept.get(pairKey(etablissementId, idErpApprenant, other));
    const preferred = others.find((other) => choice(other) === other);
    if (preferred !== undefined) return { ...only, otherIdentifier: preferred, besideOther: "dropped" };
    const open = others.filter((other) => choice(other) === undefined);
    const first = duplicate.sent.includes(idErpApprenant)
      ? undefined
      : open.find((other) => duplicate.sent.includes(other));
    if (first !== undefined) return { ...only, otherIdentifier: first, besideOther: "waits" };
    const [otherIdentifier] = open;
    return otherIdentifier === undefined ? only : { ...only, otherIdentifier };
  };
  const of = (dossier: DoubtfulDossier, corrections: Corrections): PreparationContext => {
    const outside = around(dossier);
    return dossier.doubts.length === 0 ? outside : { ...outside, openDoubts: openDoubts({ ...dossier, corrections }) };
  };
  const watchesCouples = couples.unknownCouples.size + couples.closedCouples.size > 0;
  return { watchesCouples, duplicatedPeople: found.map((d) => d.person), around, of };
}

/** What surrounds more dossiers of one établissement than this is told faster of all of its dossiers: one by one, 90 ms for 5,000 of 6,000; all, 10. */
const MANY = 1000;

/** The same for all the dossiers of an établissement. */
export function getEtablissementContexts(db: Db, etablissementId: string): Promise<DossierContexts> {
  return getContexts(db, sql`dossiers d where d.etablissement_id = ${etablissementId}::uuid`);
}

const whoShare = (people: SQL): SQL =>
  sql`(${people}) as q join dossiers d on d.etablissement_id = q.etablissement_id and d.person = q.person`;

/** What the preparation of these dossiers needs to know from outside them, read at once. */
export function getDossierContexts(db: Db, located: readonly LocatedDossier[]): Promise<DossierContexts> {
  const [first] = located;
  const together = first !== undefined && located.every((d) => d.etablissementId === first.etablissementId);
  if (together && located.length > MANY) return getEtablissementContexts(db, first.etablissementId);
  const people = located.flatMap((d) => (d.person === null ? [] : [[d.etablissementId, d.person]]));
  return getContexts(
    db,
    whoShare(sql`select distinct (e ->> 0)::uuid as etablissement_id, e ->> 1 as person
      from jsonb_array_elements(${JSON.stringify(people)}::jsonb) as e`),
  );
}

/** The same of dossiers that were not read yet, which are told by their identifiers. */
export function getContextsByIds(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierContexts> {
  if (ids.length > MANY) return getEtablissementContexts(db, etablissementId);
  return getContexts(
    db,
    whoShare(sql`select distinct o.etablissement_id, o.person from dossiers o
      where o.etablissement_id = ${etablissementId}::uuid
        and o.id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`),
  );
}
