import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { jumeaux, keptIdentities } from "@/db/schema/a-surveiller";
import { alertes, subscriptions } from "@/db/schema/alertes";
import { columnMatchings } from "@/db/schema/column-matchings";
import { correctionOutcomes } from "@/db/schema/corrections";
import { etablissementFigures, nightFigures } from "@/db/schema/figures";
import { importChanges, importFiles, importHoldings, importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { invitations } from "@/db/schema/invitations";
import { jetons } from "@/db/schema/jetons";
import { pushCalls } from "@/db/schema/push-calls";
import { heldPushes, pushSightings } from "@/db/schema/pushes";
import { rapportCauses, rapportChanges } from "@/db/schema/rapport";
import { rapprochementAnswers, rapprochementEntries, rapprochements, tbaLists } from "@/db/schema/rapprochements";
import { erasures, retentions } from "@/db/schema/rgpd";
import { results } from "@/db/schema/transmissions";
import { validityChanges, webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { parisDay } from "@/lib/domain/paris-day";
import { declareDepart } from "@/lib/services/a-surveiller/declare-depart";
import { actorId } from "@/lib/services/context";
import { openScope } from "@/lib/services/etablissements/scope";
import { freshSummary } from "@/lib/services/rapport/lines/fresh-summary";
import { storeDossiers, validSource } from "./dossiers";
import { giveKey, person } from "./etablissement";
import { storeTransmission } from "./transmissions";

/** One row of an établissement in each table that has some: a departure makes the corrections, and the audit log's line. */
export async function hangRowsEverywhere(db: Db, etablissementId: string): Promise<void> {
  const at = new Date();
  const ctx = await person(db, etablissementId, "administrateur");
  const userId = actorId(ctx.actor) ?? "";
  await giveKey(db, etablissementId, "cle-d-essai-0000");
  await storeDossiers(db, etablissementId, [validSource(1)]);
  const [own] = await parsedRows(
    db,
    z.object({ id: z.string(), uai: z.string() }),
    sql`select d.id, e.uai from dossiers d join etablissements e on e.id = d.etablissement_id where e.id = ${etablissementId}::uuid`,
  );
  if (own === undefined) throw new Error("Préparation manquée");
  const dossierId = own.id;
  await declareDepart(await openScope(ctx, own.uai), dossierId, { reason: "exclusion", date: "01/03/2026", cause: "" });
  const transmissionId = await storeTransmission(db, { etablissementId, startedAt: at });
  await db.insert(results).values({ transmissionId, dossierId, etablissementId, outcome: "refused", messages: [] });
  await db.insert(alertes).values({ etablissementId, kind: "transmission-failed", openedAt: at });
  await db.insert(subscriptions).values({ etablissementId, userId, kinds: [] });
  await db.insert(jumeaux).values({ etablissementId, first: "A", second: "B", at });
  await db.insert(keptIdentities).values({ etablissementId, kept: "C", dropped: "D", at });
  await db.insert(retentions).values({ etablissementId, kind: "calls", days: 30 });
  await db.insert(erasures).values({ etablissementId, at, dossiers: 1, marks: ["a"] });
  const [jeton] = await db
    .insert(jetons)
    .values({ etablissementId, name: "Logiciel", rights: ["send"], secretHash: etablissementId })
    .returning({ id: jetons.id });
  if (jeton === undefined) throw new Error("Préparation manquée");
  const call = { keyHash: "a", bodyHash: "b", callId: dossierId, at, notes: {} };
  await db.insert(pushCalls).values({ jetonId: jeton.id, etablissementId, ...call });
  await db.insert(pushSightings).values({ dossierId, etablissementId, jetonId: jeton.id, at });
  const held = { jetonId: jeton.id, dossierId, idErpApprenant: "E-9", anneeScolaire: "2026-2027", source: {}, at };
  await db.insert(heldPushes).values({ etablissementId, ...held });
  await db.insert(invitations).values({
    etablissementId,
    role: "lecteur",
    email: "invite@example.org",
    name: "Invité",
    tokenHash: "a",
    expiresAt: at,
  });
  const counts = { rows: 1, created: 1, modified: 0, unchanged: 0, nonApprentis: 0, setAside: [], ignoredColumns: [] };
  const [imported] = await db
    .insert(imports)
    .values({ etablissementId, file: "f.csv", at, ...counts })
    .returning({ id: imports.id });
  if (imported === undefined) throw new Error("Préparation manquée");
  const importId = imported.id;
  const none = { source: {}, doubts: [] };
  await db
    .insert(importFiles)
    .values({ importId, part: 0, etablissementId, keyVersion: 1, ciphertext: Buffer.from("a") });
  await db.insert(importRows).values({ importId, rank: 1, etablissementId, sheet: "A", row: 2, ...none });
  await db.insert(importChanges).values({ importId, dossierId, etablissementId, created: true });
  const holdings = { created: [dossierId], kept: [dossierId], undoable: true };
  await db.insert(importHoldings).values({ importId, etablissementId, ...holdings });
  await db.insert(columnMatchings).values({ etablissementId, name: "Export", headings: ["Nom"], choices: {}, at });
  await db
    .insert(tbaLists)
    .values({ etablissementId, type: "apprenant", day: "2026-03-01", file: "l.xlsx", at, lines: [] });
  const [made] = await db.insert(rapprochements).values({ etablissementId, at }).returning({ id: rapprochements.id });
  if (made === undefined) throw new Error("Préparation manquée");
  await db.insert(rapprochementEntries).values({
    ...{ rapprochementId: made.id, etablissementId, dossierId, rank: 0, own: true },
    ...{ category: "seen", reason: "Vu.", action: "Rien." },
  });
  await db.insert(rapprochementAnswers).values({ dossierId, person: "a", etablissementId, same: true, at });
  const [endpoint] = await db
    .insert(webhookEndpoints)
    .values({ etablissementId, url: "https://logiciel.exemple.fr", events: ["cle.refusee"], secret: "v1.a.b.c" })
    .returning({ id: webhookEndpoints.id });
  if (endpoint === undefined) throw new Error("Préparation manquée");
  const told = { eventId: "msg_1", type: "cle.refusee" as const, body: {}, createdAt: at };
  await db.insert(webhookDeliveries).values({ endpointId: endpoint.id, etablissementId, ...told });
  await db.insert(validityChanges).values({ dossierId, etablissementId, wasInvalid: false });
  // Their changes in figures came with the dossiers.
  const night = { status: "completed" as const, valides: 1, invalides: 0, accepted: 1, refused: 0 };
  await db.insert(nightFigures).values({ etablissementId, day: "2026-03-01", ...night });
  await db.insert(etablissementFigures).values({ etablissementId });
  await freshSummary(db, etablissementId, parisDay(at));
  const issue = { code: "NOM_VIDE", champ: "nom_apprenant" as const, value: "", severity: "bloquante" as const };
  await db.insert(rapportCauses).values({ etablissementId, number: 1000, actor: "secretariat", ...issue });
  await db.insert(rapportChanges).values({ etablissementId, dossierIds: [], prepared: false });
  const correction = { value: "a", source: "b" };
  await db.insert(correctionOutcomes).values({
    importId,
    dossierId,
    etablissementId,
    champ: "nom_apprenant",
    outcome: "settled",
    correction,
  });
}
