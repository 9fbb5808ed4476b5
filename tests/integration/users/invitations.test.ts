import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { invitations } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import { linkToken } from "@/lib/security/link-token";
import { listAudit } from "@/lib/services/audit/list-audit";
import { parseAuditFilters } from "@/lib/services/audit/parse-audit-filters";
import type { ServiceContext } from "@/lib/services/context";
import { type EmailToWrite, NO_OUTBOX } from "@/lib/services/emails/outbox";
import { openScope } from "@/lib/services/etablissements/scope";
import { acceptInvitation, findInvitation } from "@/lib/services/users/accept-invitation";
import { inviteFromHost } from "@/lib/services/users/host-accounts";
import { invite, resendInvitation, withdrawInvitation } from "@/lib/services/users/invite";
import { changeRole, loadMembers, removeMember } from "@/lib/services/users/members";
import { findSession, openSession } from "@/lib/services/users/sessions";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const HOUR_MS = 3600_000;
const CHOSEN = { name: "Nouvelle Personne", password: "cheval agrafe batterie juste" };

const nobody = (): ServiceContext => ({ db: database.db, actor: { kind: "anonymous" }, now: new Date() });
const later = (ctx: ServiceContext, ms: number): ServiceContext => ({ ...ctx, now: new Date(ctx.now.getTime() + ms) });
const guest = () => ({ email: `${randomUUID()}@example.org`, name: "Nouvelle Personne", role: "gestionnaire" });
const tokenOf = (link: string | null) => new URL(link ?? "").searchParams.get("invitation") ?? "";

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const admin = await person(database.db, etablissement.id, "administrateur");
  return { ...etablissement, admin };
}
const idOf = (ctx: ServiceContext) => (ctx.actor.kind === "person" ? ctx.actor.id : "");

describe("Une invitation", () => {
  it("donne un lien à copier sans serveur d'e-mail, et ouvre le compte et le rôle, une seule fois", async () => {
    const { uai, admin } = await cfa();
    const who = guest();
    const { link } = await within(admin, uai, invite, NO_OUTBOX, who);
    const token = tokenOf(link);
    expect(await findInvitation(nobody(), token, null)).toMatchObject({ email: who.email, step: "choose" });
    const joined = await acceptInvitation(nobody(), token, CHOSEN, null);
    const scope = await openScope({ ...nobody(), actor: { kind: "person", id: joined.id } }, uai);
    expect(scope.etablissement.role).toBe("gestionnaire");
    await expect(acceptInvitation(nobody(), token, CHOSEN, null)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await findInvitation(nobody(), token, null)).toBeNull();
  });

  it("ne porte pas, à la place du nom, une adresse où mener la personne et son lien", async () => {
    const { uai, admin } = await cfa();
    const names = [
      "Cliquez : https://mechant.example/?v={lien}",
      "Jean {lien}",
      "Jean\n\nVotre compte est fermé",
      "www.mechant.example",
    ];
    for (const name of names) {
      const asked = within(admin, uai, invite, NO_OUTBOX, { ...guest(), name });
      await expect(asked, name).rejects.toMatchObject({ code: "INVALID_INPUT", fields: { name: expect.any(String) } });
    }
    await within(admin, uai, invite, NO_OUTBOX, {
      ...guest(),
      name: "Mme Anne-Laure D'Août (remplaçante), bureau n° 3",
    });
  });

  it("part par e-mail quand un serveur en envoie, et son lien n'est alors montré à personne", async () => {
    const { uai, admin, name } = await cfa();
    const who = guest();
    const sent: EmailToWrite[] = [];
    const { id, link } = await within(
      admin,
      uai,
      invite,
      { post: async (_, emails) => void sent.push(...emails) },
      who,
    );
    expect(link).toBeNull();
    expect(sent).toMatchObject([{ invitationId: id, link: { kind: "invitation", id } }]);
    expect(sent[0]?.subject).toContain(name);
    expect(sent[0]?.text).toContain("comme gestionnaire");
    const accepted = await findInvitation(nobody(), linkToken("invitation", id), null);
    expect(accepted).toMatchObject({ email: who.email });
  });

  it("attend avec deux cents autres au plus : la suivante est refusée, et son e-mail ne part pas", async () => {
    const { uai, admin, id: etablissementId } = await cfa();
    const expiresAt = new Date(Date.now() + HOUR_MS);
    await database.db.insert(invitations).values(
      Array.from({ length: 200 }, (_, n) => ({
        ...{ ...guest(), role: "lecteur" as const, etablissementId, expiresAt, createdAt: new Date() },
        tokenHash: `empreinte ${n} ${etablissementId}`,
      })),
    );
    const sent: EmailToWrite[] = [];
    const outbox = { post: async (_: unknown, emails: readonly EmailToWrite[]) => void sent.push(...emails) };
    await expect(within(admin, uai, invite, outbox, guest())).rejects.toMatchObject({ code: "CONFLICT" });
    expect(sent).toEqual([]);
  });

  it("ne laisse en base que l'empreinte de son lien", async () => {
    const { uai, admin, id } = await cfa();
    const token = tokenOf((await within(admin, uai, invite, NO_OUTBOX, guest())).link);
    const kept = JSON.stringify(
      await database.db.select().from(invitations).where(eq(invitations.etablissementId, id)),
    );
    expect(kept).not.toContain(token.split(".")[1]);
  });

  it("ne sert plus après 72 heures, ni une fois retirée ou renvoyée", async () => {
    const { uai, admin } = await cfa();
    const first = tokenOf((await within(admin, uai, invite, NO_OUTBOX, guest())).link);
    expect(await findInvitation(later(nobody(), 71 * HOUR_MS), first, null)).not.toBeNull();
    expect(await findInvitation(later(nobody(), 73 * HOUR_MS), first, null)).toBeNull();
    const [{ id } = { id: "" }] = (await within(admin, uai, loadMembers)).invitations;
    const second = tokenOf((await within(admin, uai, resendInvitation, NO_OUTBOX, id)).link);
    expect(await findInvitation(nobody(), first, null)).toBeNull();
    expect(await findInvitation(nobody(), second, null)).not.toBeNull();
    const [{ id: again } = { id: "" }] = (await within(admin, uai, loadMembers)).invitations;
    await within(admin, uai, withdrawInvitation, again);
    expect(await findInvitation(nobody(), second, null)).toBeNull();
  });

  it("ne change pas le mot de passe de qui a déjà un compte", async () => {
    const [one, other] = [await cfa(), await cfa()];
    const who = guest();
    const invited = await within(one.admin, one.uai, invite, NO_OUTBOX, who);
    const { id } = await acceptInvitation(nobody(), tokenOf(invited.link), CHOSEN, null);
    const before = await database.db.select().from(users).where(eq(users.email, who.email));
    const again = tokenOf((await within(other.admin, other.uai, invite, NO_OUTBOX, who)).link);
    expect(await findInvitation(nobody(), again, null)).toMatchObject({ step: "sign-in" });
    expect(await findInvitation(nobody(), again, id)).toMatchObject({ step: "accept" });
    await acceptInvitation(nobody(), again, { name: "", password: "" }, id);
    expect(await database.db.select().from(users).where(eq(users.email, who.email))).toEqual(before);
  });

  it("ne donne jamais à qui tient son lien le compte d'un autre, même sans mot de passe ou ouvert sous une adresse d'emprunt", async () => {
    const [one, other] = [await cfa(), await cfa()];
    // Comes only through a provider: no password.
    const victim = await person(database.db, other.id, "administrateur");
    const [{ email } = { email: "" }] = await database.db
      .select()
      .from(users)
      .where(eq(users.id, idOf(victim)));
    const token = tokenOf((await within(one.admin, one.uai, invite, NO_OUTBOX, { ...guest(), email })).link);
    for (const signedIn of [null, idOf(one.admin)]) {
      expect(await findInvitation(nobody(), token, signedIn)).toMatchObject({ step: "sign-in" });
      await expect(acceptInvitation(nobody(), token, CHOSEN, signedIn)).rejects.toMatchObject({
        code: "NOT_SIGNED_IN",
      });
    }
    const [after] = await database.db
      .select()
      .from(users)
      .where(eq(users.id, idOf(victim)));
    expect(after?.password).toBeNull();
    await expect(openScope(victim, one.uai)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("refuse un mot de passe trop courant, sans rien ouvrir", async () => {
    const { uai, admin } = await cfa();
    const token = tokenOf((await within(admin, uai, invite, NO_OUTBOX, guest())).link);
    const weak = { ...CHOSEN, password: "passwordpassword" };
    await expect(acceptInvitation(nobody(), token, weak, null)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await findInvitation(nobody(), token, null)).not.toBeNull();
  });

  it.each(["", "x", "0.0", `${randomUUID()}.abc`, "a".repeat(200)])(
    "un lien inventé (%s) ne mène nulle part",
    async (token) => {
      expect(await findInvitation(nobody(), token, null)).toBeNull();
    },
  );

  it("de l'hébergeur rend l'entrée à qui a perdu son mot de passe, et ferme ses sessions", async () => {
    const { id: elsewhere } = await newEtablissement(database.db);
    const [bystander, settled] = [
      await person(database.db, elsewhere, "lecteur"),
      await person(database.db, elsewhere, "lecteur"),
    ];
    await database.db
      .update(users)
      .set({ password: "empreinte" })
      .where(eq(users.id, idOf(settled)));
    const { uai, admin } = await cfa();
    const who = guest();
    const first = await within(admin, uai, invite, NO_OUTBOX, who);
    const { id } = await acceptInvitation(nobody(), tokenOf(first.link), CHOSEN, null);
    const secret = await openSession(nobody(), id, { stage: "full", browser: "essai" });
    const link = await inviteFromHost(nobody(), { email: who.email, name: "", uai: null, role: "lecteur" });
    expect(await findSession(database.db, secret, new Date())).toBeNull();
    await acceptInvitation(nobody(), tokenOf(link), { name: "", password: "un tout autre mot de passe" }, null);
    expect((await openScope({ ...nobody(), actor: { kind: "person", id } }, uai)).etablissement.role).toBe(
      "gestionnaire",
    );
    // Nobody else's password is touched: who had none still has none, who had one keeps it.
    const others = await database.db
      .select()
      .from(users)
      .where(inArray(users.id, [idOf(bystander), idOf(settled)]));
    expect(others.map(({ password }) => password).sort()).toEqual(["empreinte", null]);
  });
});

describe("Un membre", () => {
  it("change de rôle aussitôt, et perd tout aussitôt quand on le retire", async () => {
    const { uai, admin, id } = await cfa();
    const member = await person(database.db, id, "lecteur");
    const secret = await openSession(nobody(), idOf(member), { stage: "full", browser: "essai" });
    await within(admin, uai, changeRole, { userId: idOf(member), role: "gestionnaire" });
    expect((await openScope(member, uai)).etablissement.role).toBe("gestionnaire");
    const { members, secondFactorRequired } = await within(admin, uai, loadMembers);
    expect(members.map(({ id }) => id).sort()).toEqual([idOf(admin), idOf(member)].sort());
    expect(secondFactorRequired).toBe(false);
    await within(admin, uai, removeMember, idOf(member));
    const said = await within(admin, uai, listAudit, parseAuditFilters({}));
    expect(said.lines.map(({ sentence }) => sentence)).toContainEqual(expect.stringMatching(/retir/));
    await expect(openScope(member, uai)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await findSession(database.db, secret, new Date())).toBeNull();
  });

  it("qui est le dernier administrateur reste, même quand deux se retirent l'un l'autre", async () => {
    const { uai, admin, id } = await cfa();
    const alone = within(admin, uai, removeMember, idOf(admin));
    await expect(alone).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(within(admin, uai, changeRole, { userId: idOf(admin), role: "lecteur" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const second = await person(database.db, id, "administrateur");
    const both = await Promise.allSettled([
      within(admin, uai, removeMember, idOf(second)),
      within(second, uai, removeMember, idOf(admin)),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("d'un autre établissement ne peut être ni changé ni retiré", async () => {
    const [one, other] = [await cfa(), await cfa()];
    const member = await person(database.db, other.id, "lecteur");
    const change = () => within(one.admin, one.uai, changeRole, { userId: idOf(member), role: "administrateur" });
    const remove = () => within(one.admin, one.uai, removeMember, idOf(member));
    // One after the other: a promise that fails while another is awaited has nobody to hear it.
    await expect(change()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(remove()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
