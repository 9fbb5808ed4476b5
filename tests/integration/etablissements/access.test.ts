import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { erasures } from "@/db/schema/rgpd";
import { supervisions } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import { declareDepart } from "@/lib/services/a-surveiller/declare-depart";
import { exportToWatch } from "@/lib/services/a-surveiller/export-to-watch";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { isKeyRefused, listAlertes } from "@/lib/services/alertes/list-alertes";
import { loadSubscriptions, setSubscriptions } from "@/lib/services/alertes/subscriptions";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { listAudit } from "@/lib/services/audit/list-audit";
import { parseAuditFilters } from "@/lib/services/audit/parse-audit-filters";
import type { ServiceContext } from "@/lib/services/context";
import { listEtablissements } from "@/lib/services/etablissements/list-etablissements";
import { loadTrend } from "@/lib/services/figures/load-trend";
import { listImports } from "@/lib/services/imports/list-imports";
import { loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { printRapport } from "@/lib/services/rapport/print-rapport";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";
import { loadPerson } from "@/lib/services/rgpd/load-person";
import { readmitPerson } from "@/lib/services/rgpd/readmit-person";
import { loadRetentions, setRetentions } from "@/lib/services/rgpd/retentions";
import { setNight } from "@/lib/services/settings/set-night";
import { getKeyLink, loadKeyState, saveKey, testKey } from "@/lib/services/settings/tba-key";
import { listTransmissions, loadProgress } from "@/lib/services/transmissions/queries";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";
import { createEndpoint } from "@/lib/services/webhooks/create-endpoint";
import { listEndpoints } from "@/lib/services/webhooks/list-endpoints";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

type Service = (ctx: ServiceContext, uai: string) => Promise<unknown>;
const DEPART_WITHOUT_REASON = { reason: "", date: "", cause: "" };
const idOfUai = async (uai: string) =>
  (await database.db.select().from(etablissements).where(eq(etablissements.uai, uai)))[0]?.id;

/** A dossier that the établissement really has: what is refused is the person, not a number that leads nowhere. */
async function dossierOf(uai: string): Promise<string> {
  const id = await idOfUai(uai);
  if (id === undefined) return randomUUID();
  await storeDossiers(database.db, id, [validSource(1, { id_erp_apprenant: randomUUID() })]);
  return [...(await storedDossiers(database.db, id)).values()][0]?.id ?? "";
}

async function erasureOf(uai: string): Promise<string> {
  const etablissementId = await idOfUai(uai);
  if (etablissementId === undefined) return randomUUID();
  const erasure = { etablissementId, at: new Date(), dossiers: 1, marks: [] };
  const [row] = await database.db.insert(erasures).values(erasure).returning({ id: erasures.id });
  return row?.id ?? "";
}

const SERVICES: [name: string, required: Role, service: Service][] = [
  ["le rapport", "lecteur", (c, uai) => within(c, uai, loadRapport, parseFilters({}))],
  ["l'export", "lecteur", async (c, uai) => (await within(c, uai, exportRapport)).stream.cancel()],
  ["l'impression", "lecteur", (c, uai) => within(c, uai, printRapport, parseFilters({}))],
  ["la transmission en cours", "lecteur", (c, uai) => within(c, uai, loadProgress)],
  ["la liste des transmissions", "lecteur", (c, uai) => within(c, uai, listTransmissions, 1)],
  ["l'évolution", "lecteur", (c, uai) => within(c, uai, loadTrend)],
  ["l'historique des imports", "lecteur", (c, uai) => within(c, uai, listImports)],
  ["la note du dernier import", "lecteur", (c, uai) => within(c, uai, loadImportNote)],
  ["à surveiller", "lecteur", (c, uai) => within(c, uai, loadToWatch)],
  ["la liste à surveiller", "lecteur", async (c, uai) => (await within(c, uai, exportToWatch)).stream.cancel()],
  [
    "déclarer un départ",
    "gestionnaire",
    (c, uai) => within(c, uai, declareDepart, randomUUID(), DEPART_WITHOUT_REASON),
  ],
  ["l'état de la clé", "lecteur", (c, uai) => within(c, uai, loadKeyState)],
  ["la clé bleue", "lecteur", (c, uai) => within(c, uai, getKeyLink)],
  [
    "l'import",
    "gestionnaire",
    (c, uai) => within(c, uai, importBytes, { name: "a.csv", bytes: new TextEncoder().encode("nom;prénom\n") }),
  ],
  [
    "transmettre maintenant",
    "gestionnaire",
    async (c, uai) => within(c, uai, requestTransmission, await openQueue(database.database), { resume: false }),
  ],
  ["les alertes", "lecteur", (c, uai) => within(c, uai, listAlertes)],
  ["la clé refusée", "lecteur", (c, uai) => within(c, uai, isKeyRefused)],
  ["qui est prévenu", "lecteur", (c, uai) => within(c, uai, loadSubscriptions)],
  ["régler qui est prévenu", "administrateur", (c, uai) => within(c, uai, setSubscriptions, [])],
  ["enregistrer la clé", "administrateur", (c, uai) => within(c, uai, saveKey, "cle-d-essai-0000")],
  ["tester la clé", "administrateur", (c, uai) => within(c, uai, testKey)],
  ["le journal", "administrateur", (c, uai) => within(c, uai, listAudit, parseAuditFilters({}))],
  [
    "l'export du journal",
    "administrateur",
    async (c, uai) => (await within(c, uai, exportAudit, parseAuditFilters({}))).stream.cancel(),
  ],
  ["les données d'une personne", "administrateur", async (c, uai) => within(c, uai, loadPerson, await dossierOf(uai))],
  ["extraire une personne", "administrateur", async (c, uai) => within(c, uai, extractPerson, await dossierOf(uai))],
  ["effacer une personne", "administrateur", async (c, uai) => within(c, uai, erasePerson, await dossierOf(uai), "")],
  ["réadmettre une personne", "administrateur", async (c, uai) => within(c, uai, readmitPerson, await erasureOf(uai))],
  ["les durées de conservation", "administrateur", (c, uai) => within(c, uai, loadRetentions)],
  ["régler les durées", "administrateur", (c, uai) => within(c, uai, setRetentions, {})],
  ["les notifications", "administrateur", (c, uai) => within(c, uai, listEndpoints)],
  [
    "demander des notifications",
    "administrateur",
    (c, uai) => within(c, uai, createEndpoint, { url: "https://logiciel.exemple.fr", events: ["cle.refusee"] }),
  ],
  ["régler la nuit", "administrateur", (c, uai) => within(c, uai, setNight, false)],
];
const RANK: Role[] = ["lecteur", "gestionnaire", "administrateur"];

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "passe",
    (error) => (["NOT_SIGNED_IN", "NOT_FOUND", "FORBIDDEN"].includes(error.code) ? error.code : "passe"),
  );

describe("L'accès à un établissement", () => {
  it.each(SERVICES)(
    "%s : introuvable pour l'administrateur d'un autre, refusé aux anonymes",
    async (_name, _required, service) => {
      const [mine, other] = [await newEtablissement(database.db), await newEtablissement(database.db)];
      const administrateur = await person(database.db, mine.id, "administrateur");
      expect(await code(service(administrateur, other.uai))).toBe("NOT_FOUND");
      expect(await code(service(administrateur, "9999999Z"))).toBe("NOT_FOUND");
      expect(await code(service({ ...administrateur, actor: { kind: "anonymous" } }, mine.uai))).toBe("NOT_SIGNED_IN");
    },
  );

  it.each(SERVICES)("%s : demande au moins le rôle %s", async (_name, required, service) => {
    const cfa = await newEtablissement(database.db);
    for (const role of RANK) {
      const expected = RANK.indexOf(role) >= RANK.indexOf(required) ? "passe" : "FORBIDDEN";
      expect(await code(service(await person(database.db, cfa.id, role), cfa.uai)), role).toBe(expected);
    }
  });

  it("s'ouvre en lecture au superviseur du réseau, et à lui seul", async () => {
    const [reseau] = await database.db.insert(reseaux).values({ name: "Réseau d'essai" }).returning();
    const cfa = await newEtablissement(database.db, reseau?.id);
    const superviseur = await person(database.db, null, "lecteur");
    expect(await code(within(superviseur, cfa.uai, loadRapport, parseFilters({})))).toBe("NOT_FOUND");
    if (superviseur.actor.kind !== "person" || !reseau) throw new Error("Préparation manquée");
    await database.db.insert(supervisions).values({ userId: superviseur.actor.id, reseauId: reseau.id });
    expect(await code(within(superviseur, cfa.uai, loadRapport, parseFilters({})))).toBe("passe");
    expect(await code(within(superviseur, cfa.uai, setNight, false))).toBe("FORBIDDEN");
    expect(await listEtablissements(superviseur)).toEqual([
      { uai: cfa.uai, name: cfa.name, member: false, supervised: true },
    ]);
  });
});
