import { gt, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { tbaCouples } from "@/db/schema/tba";
import { coupleOf } from "@/lib/domain/anomalies/context";
import { logger } from "@/lib/logger";
import type { ServiceContext } from "@/lib/services/context";
import { COUPLES_AS_TEXT, COUPLES_READING, parseCouples } from "@/lib/services/preparation/dossier-couples";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import type { OrganismeAnswer, TbaClient } from "@/lib/tba/client";
import { pauseCouples, takeCall } from "./pacer";

const VALIDITY_MS = 7 * 24 * 60 * 60 * 1000;
const AT_ONCE = 3;
/** Who imports waits five seconds at most: one of them is for preparing the dossiers. */
const MAX_DURATION_MS = 4000;
/** Only these can be known: another form is the contract's business. */
const COUPLE = /^(\d{7}[A-Z]):(\d{14})$/;

type Couple = { uai: string; siret: string };

async function couplesOfDossiers(db: Db, etablissementId: string): Promise<Set<string>> {
  const found = await parsedRows(
    db,
    z.object({ couples: z.string() }),
    sql`select distinct ${COUPLES_AS_TEXT} as couples from dossiers d, ${COUPLES_READING}
      where d.etablissement_id = ${etablissementId}::uuid and d.apprenti`,
  );
  const matches = found.flatMap(({ couples }) => {
    const found = parseCouples(couples);
    return [
      coupleOf(found.etablissement_formateur_uai, found.etablissement_formateur_siret),
      coupleOf(found.etablissement_responsable_uai, found.etablissement_responsable_siret),
    ];
  });
  return new Set(matches.filter((couple): couple is string => couple !== null && COUPLE.test(couple)));
}

async function toAsk({ db, now }: Pick<ServiceContext, "db" | "now">, couples: Set<string>): Promise<Couple[]> {
  const limit = new Date(now.getTime() - VALIDITY_MS);
  const fresh = await db
    .select({ uai: tbaCouples.uai, siret: tbaCouples.siret })
    .from(tbaCouples)
    .where(gt(tbaCouples.checkedAt, limit));
  const known = new Set(fresh.map(({ uai, siret }) => `${uai}:${siret}`));
  return [...couples].flatMap((couple) => {
    const [, uai, siret] = COUPLE.exec(couple) ?? [];
    return uai === undefined || siret === undefined || known.has(couple) ? [] : [{ uai, siret }];
  });
}

async function remember(
  { db, now }: Pick<ServiceContext, "db" | "now">,
  couple: Couple,
  answer: Exclude<OrganismeAnswer, { kind: "unreachable" }>,
): Promise<void> {
  const closed = answer.kind === "known" && answer.organisme.closed;
  const values = { known: answer.kind === "known", closed, checkedAt: now };
  await db
    .insert(tbaCouples)
    .values({ ...couple, ...values })
    .onConflictDoUpdate({ target: [tbaCouples.uai, tbaCouples.siret], set: values });
}

/**
 * Asks the TBA which couples UAI/SIRET of an établissement's dossiers it knows, and whether they are closed, at most once a week each, and brings up to date the
 * dossiers for which the answer changes something. Leaves the rest to another time at the first call without an answer, when the calls of
 * the minute are used up, and after four seconds.
 */
export async function checkCouples(
  ctx: Pick<ServiceContext, "db" | "now">,
  etablissementId: string,
  tba: Pick<TbaClient, "findOrganisme">,
): Promise<void> {
  const queue = await toAsk(ctx, await couplesOfDossiers(ctx.db, etablissementId));
  const end = Date.now() + MAX_DURATION_MS;
  const ask = async () => {
    for (let couple = queue.pop(); couple !== undefined; couple = queue.pop()) {
      if (Date.now() >= end || !(await takeCall(ctx.db))) return;
      const answer = await tba.findOrganisme(couple.uai, couple.siret);
      if (answer.kind === "unreachable") await pauseCouples(ctx.db);
      else await remember(ctx, couple, answer);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<"too-long">((finished) => {
    timer = setTimeout(() => finished("too-long"), MAX_DURATION_MS);
  });
  try {
    const outcome = await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, ask)), tooLong]);
    if (outcome === "too-long") await pauseCouples(ctx.db);
  } finally {
    clearTimeout(timer);
  }
  await reprepareOutdated(ctx.db, etablissementId);
}

/** The same where nothing may fail because of it: an import, a night. */
export async function checkCouplesSafely(...request: Parameters<typeof checkCouples>): Promise<void> {
  try {
    await checkCouples(...request);
  } catch (error) {
    logger.warn({ name: error instanceof Error ? error.name : "unknown" }, "couples non vérifiés");
  }
}
