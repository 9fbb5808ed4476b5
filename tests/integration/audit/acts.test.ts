import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { invitations, passwordResets } from "@/db/schema/invitations";
import { heldPushes } from "@/db/schema/pushes";
import { erasures } from "@/db/schema/rgpd";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { AuditAction } from "@/lib/domain/enumerations";
import { linkToken } from "@/lib/security/link-token";
import { declareDepart, undoDepart } from "@/lib/services/a-surveiller/declare-depart";
import { declareJumeaux, undoJumeaux } from "@/lib/services/a-surveiller/declare-jumeaux";
import { keepIdentity, undoKeptIdentity } from "@/lib/services/a-surveiller/keep-identity";
import type { ServiceContext } from "@/lib/services/context";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { type EmailToWrite, NO_OUTBOX } from "@/lib/services/emails/outbox";
import { undoImport } from "@/lib/services/imports/undo-import";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { revokeJeton } from "@/lib/services/jetons/revoke-jeton";
import { answerHeldPush } from "@/lib/services/push/answer-held-push";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { readmitPerson } from "@/lib/services/rgpd/readmit-person";
import { setNight } from "@/lib/services/settings/set-night";
import { acceptInvitation } from "@/lib/services/users/accept-invitation";
import {
  disableAccount,
  enableAccount,
  inviteFromHost,
  nameSuperviseur,
  removeSuperviseur,
} from "@/lib/services/users/host-accounts";
import { invite, resendInvitation, withdrawInvitation } from "@/lib/services/users/invite";
import { changeRole, removeMember, requireSecondFactor } from "@/lib/services/users/members";
import { resetPassword, sendPasswordReset } from "@/lib/services/users/reset-password";
import {
  prepareSecondFactor,
  takeCode,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from "@/lib/services/users/second-factor";
import { findSession, openSession } from "@/lib/services/users/sessions";
import { signOut, signOutEverywhere, signOutOther } from "@/lib/services/users/sign-out";
import { removeEndpoint, rotateSecret, setEndpointActive } from "@/lib/services/webhooks/manage-endpoint";
import { testEndpoint } from "@/lib/services/webhooks/test-endpoint";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS } from "@/tests/factories/importing-cfa";
import { storeHeldPush } from "@/tests/factories/pushes";
import { newEndpoint } from "@/tests/factories/webhooks";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const unreachable = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };
const nobody = (): ServiceContext => ({ db: database.db, actor: { kind: "anonymous" }, now: new Date() });

const SOUND = "cheval agrafe batterie juste";

/** Does things one after the other; answers what the journal says more, in their order. */
async function said(...acts: (() => Promise<unknown>)[]): Promise<AuditAction[]> {
  const told: AuditAction[] = [];
  const lines = () => database.db.select({ id: auditLog.id, action: auditLog.action }).from(auditLog);
  let known = new Set((await lines()).map(({ id }) => id));
  for (const act of acts) {
    await act();
    const all = await lines();
    told.push(...all.filter(({ id }) => !known.has(id)).map(({ action }) => action));
    known = new Set(all.map(({ id }) => id));
  }
  return told;
}

async function cfa() {
  const own = await newEtablissement(database.db);
  const admin = await person(database.db, own.id, "administrateur");
  const adminId = admin.actor.kind === "person" ? admin.actor.id : "";
  const [{ email = "" } = {}] = await database.db.select().from(users).where(eq(users.id, adminId));
  return { ...own, admin, me: { id: adminId, email, name: "Personne d'essai" } };
}

/** Somebody of another établissement, of whom nothing was asked; answers how to see that nothing of theirs changed. */
async function neighbour(): Promise<() => Promise<void>> {
  const { id, uai, admin, me } = await cfa();
  const { db } = database;
  await openSession(nobody(), me.id, { stage: "full", browser: "essai" });
  await sendPasswordReset(nobody(), NO_OUTBOX, me.email);
  await within(admin, uai, invite, NO_OUTBOX, { email: `${id}@example.org`, name: "Invitée", role: "lecteur" });
  const read = () =>
    Promise.all([
      db.select().from(users).where(eq(users.id, me.id)),
      db.select().from(sessions).where(eq(sessions.userId, me.id)),
      db.select().from(passwordResets).where(eq(passwordResets.userId, me.id)),
      db.select().from(invitations).where(eq(invitations.etablissementId, id)),
      db.select().from(etablissements).where(eq(etablissements.id, id)),
    ]);
  const before = await read();
  expect(before.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  return async () => expect(await read()).toEqual(before);
}

describe("Le journal garde", () => {
  it("chaque acte sur les personnes d'un établissement", async () => {
    const untouched = await neighbour();
    const { id, uai, admin } = await cfa();
    const member = await person(database.db, id, "lecteur");
    const userId = member.actor.kind === "person" ? member.actor.id : "";
    const guest = () => ({ email: `${randomUUID()}@example.org`, name: "Nouvelle Personne", role: "lecteur" });
    let invited = "";
    const keep = async (made: Promise<{ id: string }>) => {
      invited = (await made).id;
    };
    const accept = () =>
      acceptInvitation(nobody(), linkToken("invitation", invited), { name: "Nouvelle", password: SOUND }, null);
    expect(
      await said(
        () => keep(within(admin, uai, invite, NO_OUTBOX, guest())),
        () => keep(within(admin, uai, resendInvitation, NO_OUTBOX, invited)),
        () => within(admin, uai, withdrawInvitation, invited),
        () => keep(within(admin, uai, invite, NO_OUTBOX, guest())),
        accept,
        () => within(admin, uai, changeRole, { userId, role: "gestionnaire" }),
        () => within(admin, uai, removeMember, userId),
      ),
    ).toEqual([
      ...["invited", "invitation-resent", "invitation-withdrawn", "invited", "invitation-accepted"],
      ...["role-changed", "member-removed"],
    ]);
    await untouched();
  });

  it("chaque acte sur son propre compte", async () => {
    const untouched = await neighbour();
    const { uai, admin, me } = await cfa();
    const { uri } = await prepareSecondFactor(database.db, me);
    const secret = new URL(uri).searchParams.get("secret") ?? "";
    const code = new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate();
    let spare = "";
    const sent: EmailToWrite[] = [];
    const open = () => openSession(nobody(), me.id, { stage: "full", browser: "essai" });
    const idOf = async (session: string) => (await findSession(database.db, session, new Date()))?.id ?? "";
    let opened = ["", ""];
    expect(
      await said(
        async () => {
          [spare = ""] = await turnOnSecondFactor(admin, me.id, randomUUID(), { current: "", code });
          opened = [await idOf(await open()), await idOf(await open())];
        },
        () => within(admin, uai, requireSecondFactor, true),
        () => within(admin, uai, requireSecondFactor, false),
        () => takeCode(nobody(), me.id, "000000").catch(() => {}),
        () => turnOffSecondFactor(admin, me.id, spare),
        () => signOut(admin, me.id, opened[0] ?? ""),
        () => signOutOther(admin, me.id, opened[1] ?? ""),
        () => signOutEverywhere(admin, me.id, randomUUID()),
        () => sendPasswordReset(nobody(), { post: async (_, emails) => void sent.push(...emails) }, me.email),
        () => resetPassword(nobody(), linkToken("password-reset", sent[0]?.link?.id ?? ""), SOUND),
      ),
    ).toEqual([
      ...["second-factor-on", "second-factor-required", "second-factor-optional", "sign-in-failed"],
      ...["second-factor-off", "sign-out", "sign-out", "signed-out-everywhere", "password-reset-asked"],
      "password-changed",
    ]);
    await untouched();
  });

  it("chaque acte de l'hébergeur sur les comptes", async () => {
    const untouched = await neighbour();
    const { uai, me } = await cfa();
    const reseau = `Réseau ${uai}`;
    await database.db.insert(reseaux).values({ name: reseau });
    const guest = { email: `${randomUUID()}@example.org`, name: "Invitée", uai, role: "lecteur" } as const;
    expect(
      await said(
        () => inviteFromHost(nobody(), guest),
        () => disableAccount(nobody(), me.email),
        () => enableAccount(nobody(), me.email),
        () => nameSuperviseur(nobody(), { email: me.email, reseau, uais: [] }),
        () => removeSuperviseur(nobody(), me.email, reseau),
      ),
    ).toEqual(["invited", "user-disabled", "user-enabled", "superviseur-named", "superviseur-removed"]);
    await untouched();
  });

  it("chaque acte sur les dossiers, ce qui est à surveiller et la nuit", async () => {
    const { id, uai, admin } = await cfa();
    const file = { name: "a.csv", bytes: new TextEncoder().encode(`${HEADINGS}\n${fileRow("A", "Aubry")}`) };
    const imported = { id: "" };
    const takeFile = async () => {
      Object.assign(imported, await within(admin, uai, importBytes, file, unreachable));
    };
    const twin = { ...validSource(1), id_erp_apprenant: "E-9" };
    await storeDossiers(database.db, id, [validSource(1), validSource(2), twin]);
    const stored = await storedDossiers(database.db, id);
    const dossierId = stored.get("E-2")?.id ?? "";
    await storeHeldPush(database.db, { etablissementId: id, dossierId, idErpApprenant: "E-2", source: validSource(2) });
    const [held] = await database.db.select().from(heldPushes).where(eq(heldPushes.etablissementId, id));
    const erasure = { etablissementId: id, at: new Date(), dossiers: 1, marks: [] };
    const [erased] = await database.db.insert(erasures).values(erasure).returning({ id: erasures.id });
    expect(
      await said(
        () => within(admin, uai, loadDossier, dossierId, parseFilters({})),
        () => within(admin, uai, declareDepart, dossierId, { reason: "erreur", date: "", cause: "" }),
        () => within(admin, uai, undoDepart, dossierId),
        () => within(admin, uai, keepIdentity, "E-1", "E-9"),
        () => within(admin, uai, undoKeptIdentity, "E-1", "E-9"),
        () => within(admin, uai, declareJumeaux, "E-1", "E-9"),
        () => within(admin, uai, undoJumeaux, "E-1", "E-9"),
        () => within(admin, uai, answerHeldPush, held?.id ?? "", "same"),
        () => within(admin, uai, readmitPerson, erased?.id ?? ""),
        () => within(admin, uai, setNight, false),
        () => within(admin, uai, setNight, true),
        takeFile,
        () => within(admin, uai, undoImport, imported.id),
      ),
    ).toEqual([
      ...["dossier-read", "depart", "depart-undone", "identity-kept", "identity-kept-undone"],
      ...["jumeaux", "jumeaux-undone", "reused-identifier-answered", "rgpd-readmission", "night-off", "night-on"],
      ...["import", "import-undone"],
    ]);
  });

  it("chaque acte sur les logiciels et leurs notifications", async () => {
    const { uai, admin } = await cfa();
    const delivered = async () => ({ delivered: true as const, httpStatus: 204 });
    let endpoint = "";
    const jetonId = async () => (await within(admin, uai, listJetons))[0]?.id ?? "";
    expect(
      await said(
        () => within(admin, uai, createJeton, { name: "Logiciel", rights: ["send"], days: "" }),
        async () => within(admin, uai, revokeJeton, await jetonId()),
        async () => {
          endpoint = (await newEndpoint(admin, uai, "https://logiciel.exemple.fr/tba")).id;
        },
        () => within(admin, uai, rotateSecret, endpoint),
        () => within(admin, uai, testEndpoint, endpoint, delivered),
        () => within(admin, uai, setEndpointActive, endpoint, false),
        () => within(admin, uai, setEndpointActive, endpoint, true),
        () => within(admin, uai, removeEndpoint, endpoint),
      ),
    ).toEqual([
      ...["jeton-created", "jeton-revoked", "webhook-created", "webhook-secret-rotated", "webhook-tested"],
      ...["webhook-suspended", "webhook-resumed", "webhook-removed"],
    ]);
  });
});
