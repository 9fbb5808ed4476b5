import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/database";
import { auditLog } from "@/db/schema/audit";
import { users } from "@/db/schema/users";
import { linkToken } from "@/lib/security/link-token";
import type { ServiceContext } from "@/lib/services/context";
import type { EmailToWrite } from "@/lib/services/emails/outbox";
import { changePassword } from "@/lib/services/users/change-password";
import { beginSignIn, completeSignIn } from "@/lib/services/users/complete-sign-in";
import { inviteFromHost } from "@/lib/services/users/host-accounts";
import { identifyByOidc } from "@/lib/services/users/oidc-identity";
import { leaveProviders, linkedSince } from "@/lib/services/users/provider-links";
import { findReset, resetPassword, sendPasswordReset } from "@/lib/services/users/reset-password";
import { prepareSecondFactor, turnOnSecondFactor } from "@/lib/services/users/second-factor";
import { findSession, openSession } from "@/lib/services/users/sessions";
import { createAccount } from "@/lib/services/users/setup";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const STOLEN = "cheval agrafe batterie juste";
const CHOSEN = "un tout autre mot de passe";
const ISSUER = "https://fournisseur.example";
const way = { browser: "essai", how: "sign-in" } as const;

const at = (): ServiceContext => ({ db: database.db, actor: { kind: "anonymous" }, now: new Date() });
const found = (secret: string) => findSession(database.db, secret, new Date());

async function account() {
  const email = `${randomUUID()}@example.org`;
  const { id: etablissementId } = await newEtablissement(database.db);
  await createAccount({ db: database.db }, etablissementId, "gestionnaire", {
    ...{ email, personName: "Jeanne", password: STOLEN },
  });
  const [row] = await database.db.select().from(users).where(eq(users.email, email));
  const person = { id: row?.id ?? "", email, name: "Jeanne" };
  const askLink = async () => {
    const sent: EmailToWrite[] = [];
    await sendPasswordReset(at(), { post: async (_, emails) => void sent.push(...emails) }, email);
    return linkToken("password-reset", sent[0]?.link?.id ?? "");
  };
  return { person, askLink, ctx: { ...at(), actor: { kind: "person", id: person.id } as const } };
}

const signIn = async (email: string, id: string) => {
  const { verified } = await verifyCredentials(at(), { email, password: STOLEN, browser: null });
  return beginSignIn(at(), id, { password: verified }, way);
};

const codeOf = (secret: string) => new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate();

describe("Qui connaît l'ancien mot de passe", () => {
  it("n'entre pas par une connexion commencée avant qu'il soit changé", async () => {
    const { person, askLink } = await account();
    const { verified } = await verifyCredentials(at(), { email: person.email, password: STOLEN, browser: null });
    await resetPassword(at(), await askLink(), CHOSEN);
    await expect(beginSignIn(at(), person.id, { password: verified }, way)).rejects.toMatchObject({
      code: "NOT_SIGNED_IN",
    });
  });

  it("n'entre pas davantage par le code d'une connexion que ce changement a finie", async () => {
    const { person, askLink } = await account();
    const awaiting = await found(await openSession(at(), person.id, { stage: "code", browser: "essai" }));
    await resetPassword(at(), await askLink(), CHOSEN);
    await expect(completeSignIn(at(), person.id, awaiting?.id ?? "", way)).rejects.toMatchObject({
      code: "NOT_SIGNED_IN",
    });
  });

  it("ne remet pas le sien par-dessus celui qu'un lien vient de choisir", async () => {
    const { person, askLink, ctx } = await account();
    const token = await askLink();
    // Both passwords are hashed: what is left is to write, in the last transaction.
    let transactions = 0;
    const db = new Proxy(database.db, {
      get(target, name) {
        if (name !== "transaction") return Reflect.get(target, name, target);
        return async (work: Parameters<Db["transaction"]>[0]) => {
          transactions += 1;
          if (transactions === 2) await resetPassword(at(), token, CHOSEN);
          return target.transaction(work);
        };
      },
    });
    const change = changePassword({ ...ctx, db }, randomUUID(), { current: STOLEN, chosen: "celui de qui l'a volé" });
    await expect(change).rejects.toMatchObject({ code: "CONFLICT" });
    const again = { email: person.email, password: CHOSEN, browser: null };
    expect((await verifyCredentials(at(), again)).id).toBe(person.id);
  });
});

describe("Un lien de mot de passe oublié", () => {
  it("ne sert plus une fois le mot de passe changé dans « Mon compte »", async () => {
    const { askLink, ctx } = await account();
    const token = await askLink();
    await changePassword(ctx, randomUUID(), { current: STOLEN, chosen: CHOSEN });
    expect(await findReset(at(), token)).toBeNull();
  });

  it("ne sert plus une fois que l'hébergeur en a donné un autre à la personne", async () => {
    const { person, askLink } = await account();
    const token = await askLink();
    await inviteFromHost(at(), { email: person.email, name: "", uai: null, role: "lecteur" });
    expect(await findReset(at(), token)).toBeNull();
  });
});

describe("Ce qui relie un compte à un fournisseur", () => {
  async function linked() {
    const found = await account();
    const claims = { issuer: ISSUER, subject: randomUUID(), verifiedEmail: null, name: null };
    await identifyByOidc(at(), claims, { ...found.person, links: true });
    const enters = () => identifyByOidc(at(), claims, null);
    expect((await enters()).id).toBe(found.person.id);
    const begin = () => beginSignIn(at(), found.person.id, claims, { ...way, how: "oidc-sign-in" });
    return { ...found, enters, begin };
  }

  it("se voit et se défait dans « Mon compte », avec les sessions qu'il a pu ouvrir, quand un mot de passe reste", async () => {
    const { person, ctx, enters, begin } = await linked();
    expect((await begin()).stage).toBe("full");
    const [here, there] = [
      await openSession(at(), person.id, { stage: "full", browser: "essai" }),
      await openSession(at(), person.id, { stage: "full", browser: "ailleurs" }),
    ];
    expect(await linkedSince(database.db, person.id, ISSUER)).not.toBeNull();
    expect(await linkedSince(database.db, person.id, "https://autre.example")).toBeNull();
    await database.db.update(users).set({ password: null }).where(eq(users.id, person.id));
    const leave = async () => leaveProviders(ctx, person.id, (await found(here))?.id ?? "");
    await expect(leave()).rejects.toMatchObject({ code: "CONFLICT" });
    await database.db.update(users).set({ password: "x" }).where(eq(users.id, person.id));
    await leave();
    await expect(enters()).rejects.toMatchObject({ code: "FORBIDDEN" });
    // Nor does the sign-in that the provider had just sent back.
    await expect(begin()).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(await linkedSince(database.db, person.id, ISSUER)).toBeNull();
    const told = await database.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.actorId, person.id));
    expect(told.map(({ action }) => action).filter((action) => action.startsWith("provider"))).toEqual([
      "provider-joined",
      "provider-left",
    ]);
    expect([await found(here), await found(there)]).toEqual([expect.anything(), null]);
  });

  it("ne survit pas au mot de passe choisi de nouveau par un lien, ni à celui de l'hébergeur : un autre a pu s'y relier", async () => {
    const [one, other, neighbour] = [await linked(), await linked(), await linked()];
    await resetPassword(at(), await one.askLink(), CHOSEN);
    await expect(one.enters()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await inviteFromHost(at(), { email: other.person.email, name: "", uai: null, role: "lecteur" });
    await expect(other.enters()).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await neighbour.enters()).id).toBe(neighbour.person.id);
  });
});

describe("Le second facteur qu'on active", () => {
  it("ferme les sessions que le mot de passe seul avait ouvertes, sauf celle où l'on est", async () => {
    const { person, ctx } = await account();
    const [here = "", there = ""] = [
      await openSession(at(), person.id, { stage: "full", browser: "essai" }),
      await openSession(at(), person.id, { stage: "full", browser: "ailleurs" }),
    ];
    const { secret } = await prepareSecondFactor(database.db, person);
    await turnOnSecondFactor(ctx, person.id, (await found(here))?.id ?? "", { current: STOLEN, code: codeOf(secret) });
    expect(await found(here)).not.toBeNull();
    expect(await found(there)).toBeNull();
  });

  it("n'a pas le secret qui fut montré lors d'une autre connexion, à qui passait par là", async () => {
    const { person, ctx } = await account();
    const { secret: seen } = await prepareSecondFactor(database.db, person);
    expect((await prepareSecondFactor(database.db, person)).secret).toBe(seen);
    await signIn(person.email, person.id);
    await expect(
      turnOnSecondFactor(ctx, person.id, randomUUID(), { current: STOLEN, code: codeOf(seen) }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const { secret } = await prepareSecondFactor(database.db, person);
    expect(secret).not.toBe(seen);
    await expect(
      turnOnSecondFactor(ctx, person.id, randomUUID(), { current: STOLEN, code: codeOf(secret) }),
    ).resolves.toHaveLength(10);
  });
});
