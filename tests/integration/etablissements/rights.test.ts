import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PgBoss } from "pg-boss";
import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/roles";
import { undoDepart } from "@/lib/services/a-surveiller/declare-depart";
import { declareJumeaux, undoJumeaux } from "@/lib/services/a-surveiller/declare-jumeaux";
import { keepIdentity, undoKeptIdentity } from "@/lib/services/a-surveiller/keep-identity";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { confirmDoubt } from "@/lib/services/dossiers/confirm-doubt";
import { correctDossier, restoreChamp } from "@/lib/services/dossiers/correct-dossier";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { newDossierDefaults } from "@/lib/services/dossiers/new-dossier-defaults";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import { cancelImport } from "@/lib/services/imports/cancel-import";
import { importFile } from "@/lib/services/imports/import-file";
import {
  copyMatching,
  forgetMatching,
  listMatchings,
  listNeighbours,
  renameMatching,
} from "@/lib/services/imports/matchings/manage-matchings";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { receiveImport } from "@/lib/services/imports/receive-import";
import { readAnyway, requestApplication } from "@/lib/services/imports/request-import";
import { undoImport } from "@/lib/services/imports/undo-import";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { revokeJeton } from "@/lib/services/jetons/revoke-jeton";
import { answerHeldPush } from "@/lib/services/push/answer-held-push";
import { answerLine, undoAnswer } from "@/lib/services/rapprochement/answer-line";
import { receiveList } from "@/lib/services/rapprochement/receive-list";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { invite, resendInvitation, withdrawInvitation } from "@/lib/services/users/invite";
import { changeRole, loadMembers, removeMember, requireSecondFactor } from "@/lib/services/users/members";
import { removeEndpoint, rotateSecret, setEndpointActive } from "@/lib/services/webhooks/manage-endpoint";
import { resendDelivery } from "@/lib/services/webhooks/resend-delivery";
import { testEndpoint } from "@/lib/services/webhooks/test-endpoint";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

const RANK: Role[] = ["lecteur", "gestionnaire", "administrateur"];
const ID = randomUUID();
const NO_FILE = { name: "liste.xlsx", path: "/nulle/part.xlsx" };
const CAUSE = { key: "SIRET_INVALIDE", searches: {}, champ: "", by: "" };
const NO_COLUMNS = { sheets: null, columns: [], values: [], given: [], copied: [], remember: null };
const LINE = { rapprochementId: ID, rank: 1 };

/** What a person does, with nothing that exists: a right that lacks is refused before anything is looked for. */
const ACTS: Readonly<Record<string, readonly [Role, (scope: Scope, boss: PgBoss) => unknown]>> = {
  undoDepart: ["gestionnaire", (s) => undoDepart(s, ID)],
  declareJumeaux: ["gestionnaire", (s) => declareJumeaux(s, "A", "B")],
  undoJumeaux: ["gestionnaire", (s) => undoJumeaux(s, "A", "B")],
  keepIdentity: ["gestionnaire", (s) => keepIdentity(s, "A", "B")],
  undoKeptIdentity: ["gestionnaire", (s) => undoKeptIdentity(s, "A", "B")],
  previewCorrection: ["gestionnaire", (s) => previewCorrection(s, CAUSE, { inputs: {}, takeAll: false })],
  correctCause: ["gestionnaire", (s) => correctCause(s, CAUSE, {})],
  confirmDoubt: ["gestionnaire", (s) => confirmDoubt(s, ID, "text-damaged")],
  correctDossier: ["gestionnaire", (s) => correctDossier(s, ID, { version: "", inputs: [] })],
  restoreChamp: ["gestionnaire", (s) => restoreChamp(s, ID, { version: "", champ: "nom_apprenant" })],
  undoChangeSet: ["gestionnaire", (s) => undoChangeSet(s, ID)],
  createDossier: ["gestionnaire", (s) => createDossier(s, [])],
  newDossierDefaults: ["gestionnaire", (s) => newDossierDefaults(s)],
  listMatchings: ["lecteur", (s) => listMatchings(s)],
  listNeighbours: ["gestionnaire", (s) => listNeighbours(s)],
  renameMatching: ["gestionnaire", (s) => renameMatching(s, ID, "Autre nom")],
  forgetMatching: ["gestionnaire", (s) => forgetMatching(s, ID)],
  copyMatching: ["gestionnaire", (s) => copyMatching(s, ID, "0000000A")],
  importFile: ["gestionnaire", (s) => importFile(s, NO_FILE)],
  receiveImport: ["gestionnaire", (s, boss) => receiveImport(s, boss, NO_FILE)],
  requestApplication: ["gestionnaire", (s, boss) => requestApplication(s, boss, ID)],
  readAnyway: ["gestionnaire", (s, boss) => readAnyway(s, boss, ID)],
  chooseColumns: ["gestionnaire", (s, boss) => chooseColumns(s, boss, ID, NO_COLUMNS)],
  answerRows: ["gestionnaire", (s) => answerRows(s, ID, [1], "right")],
  mendCells: ["gestionnaire", (s) => mendCells(s, ID, [])],
  cancelImport: ["gestionnaire", (s) => cancelImport(s, ID)],
  undoImport: ["gestionnaire", (s) => undoImport(s, ID)],
  answerHeldPush: ["gestionnaire", (s) => answerHeldPush(s, ID, "same")],
  receiveList: ["gestionnaire", (s, boss) => receiveList(s, boss, NO_FILE)],
  answerLine: ["gestionnaire", (s, boss) => answerLine(s, boss, LINE, true)],
  undoAnswer: ["gestionnaire", (s, boss) => undoAnswer(s, boss, ID, "personne")],
  listJetons: ["administrateur", (s) => listJetons(s)],
  createJeton: ["administrateur", (s) => createJeton(s, { name: "", rights: [], days: "" })],
  revokeJeton: ["administrateur", (s) => revokeJeton(s, ID)],
  loadMembers: ["administrateur", (s) => loadMembers(s)],
  invite: ["administrateur", (s) => invite(s, NO_OUTBOX, {})],
  resendInvitation: ["administrateur", (s) => resendInvitation(s, NO_OUTBOX, ID)],
  withdrawInvitation: ["administrateur", (s) => withdrawInvitation(s, ID)],
  changeRole: ["administrateur", (s) => changeRole(s, {})],
  removeMember: ["administrateur", (s) => removeMember(s, ID)],
  requireSecondFactor: ["administrateur", (s) => requireSecondFactor(s, false)],
  rotateSecret: ["administrateur", (s) => rotateSecret(s, ID)],
  setEndpointActive: ["administrateur", (s) => setEndpointActive(s, ID, false)],
  removeEndpoint: ["administrateur", (s) => removeEndpoint(s, ID)],
  resendDelivery: ["administrateur", (s, boss) => resendDelivery(s, boss, ID)],
  testEndpoint: ["administrateur", (s) => testEndpoint(s, ID)],
};

/** Of these files, what takes a scope asks its right of nobody: it is handed on by one that did. */
const ON_THE_WAY = ["withImport", "countByHand"];

let scopes: Record<Role, Scope>;
let boss: PgBoss;

beforeAll(async () => {
  const { id, uai } = await newEtablissement(database.db);
  const scopeOf = async (role: Role) => openScope(await person(database.db, id, role), uai);
  scopes = {
    lecteur: await scopeOf("lecteur"),
    gestionnaire: await scopeOf("gestionnaire"),
    administrateur: await scopeOf("administrateur"),
  };
  boss = await openQueue(database.database);
});

describe("Un droit qui manque", () => {
  it.each(Object.keys(ACTS))("arrête %s avant tout le reste", async (name) => {
    const [required = "administrateur", act] = ACTS[name] ?? [];
    for (const role of RANK) {
      const code = await Promise.resolve()
        .then(() => act?.(scopes[role], boss))
        .then(
          () => "fait",
          (error) => error.code,
        );
      expect(code === "FORBIDDEN", `${role} : ${code}`).toBe(RANK.indexOf(role) < RANK.indexOf(required));
    }
  });

  it("est cherché, ici ou parmi les accès, pour chaque service qui demande plus que de voir", () => {
    const known = `${Object.keys(ACTS).join(" ")} ${readFileSync("tests/integration/etablissements/access.test.ts", "utf8")}`;
    const acting = readdirSync("lib/services", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(join("lib/services", path), "utf8"))
      .filter((code) => /requirePermission\(scope, "(?:manage|administer)"\)|withImport\(scope/.test(code))
      .flatMap((code) => [...code.matchAll(/^export (?:async )?function (\w+)(?:<\w+>)?\(\s*scope: Scope/gm)])
      .map(([, name = ""]) => name);
    expect(acting.length).toBeGreaterThan(60);
    expect(acting.filter((name) => !ON_THE_WAY.includes(name) && !new RegExp(`\\b${name}\\b`).test(known))).toEqual([]);
  });
});
