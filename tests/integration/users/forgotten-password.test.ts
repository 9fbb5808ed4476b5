import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { passwordResets } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import { linkToken } from "@/lib/security/link-token";
import type { ServiceContext } from "@/lib/services/context";
import type { EmailToWrite } from "@/lib/services/emails/outbox";
import { disableAccount } from "@/lib/services/users/host-accounts";
import { countResetRequest, findReset, resetPassword, sendPasswordReset } from "@/lib/services/users/reset-password";
import { findSession, openSession } from "@/lib/services/users/sessions";
import { createAccount } from "@/lib/services/users/setup";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const PASSWORD = "cheval agrafe batterie juste";
const HOUR_MS = 3600_000;

const at = (ms = 0): ServiceContext => ({
  db: database.db,
  actor: { kind: "anonymous" },
  now: new Date(Date.now() + ms),
});

async function account() {
  const email = `${randomUUID()}@example.org`;
  const { id: etablissementId } = await newEtablissement(database.db);
  const owner = { email, personName: "Jeanne", password: PASSWORD };
  await createAccount({ db: database.db }, etablissementId, "gestionnaire", owner);
  const [row] = await database.db.select().from(users).where(eq(users.email, email));
  const person = { id: row?.id ?? "", email };
  return { person, open: () => openSession(at(), person.id, { stage: "full", browser: "essai" }) };
}

const enter = (email: string, password: string) => verifyCredentials(at(), { email, password, browser: null });

describe("Un mot de passe oublié", () => {
  const ask = async (email: string) => {
    const sent: EmailToWrite[] = [];
    await sendPasswordReset(at(), { post: async (_, emails) => void sent.push(...emails) }, email);
    return sent;
  };

  it("envoie un lien à qui existe, rien aux autres, et répond pareil", async () => {
    const { person } = await account();
    expect(await ask(`${randomUUID()}@example.org`)).toEqual([]);
    const [email] = await ask(` ${person.email.toUpperCase()}\0 `);
    expect(email).toMatchObject({ userId: person.id, link: { kind: "password-reset" } });
    expect(JSON.stringify(email)).not.toContain(linkToken("password-reset", email?.link?.id ?? ""));
  });

  it("ne remplit pas une boîte : trois liens par heure", async () => {
    const { person } = await account();
    const sent = [];
    for (let i = 0; i < 5; i++) sent.push(...(await ask(person.email)));
    expect(sent).toHaveLength(3);
  });

  it("se choisit de nouveau une seule fois par lien, et ferme toutes les sessions", async () => {
    const { person, open } = await account();
    const { person: neighbour } = await account();
    const secret = await open();
    const links = [...(await ask(person.email)), ...(await ask(person.email))];
    const [first = "", second = ""] = links.map(({ link }) => linkToken("password-reset", link?.id ?? ""));
    await resetPassword(at(), first, "un tout autre mot de passe");
    expect(await findSession(database.db, secret, new Date())).toBeNull();
    expect((await enter(person.email, "un tout autre mot de passe")).id).toBe(person.id);
    expect((await enter(neighbour.email, PASSWORD)).id).toBe(neighbour.id);
    await expect(enter(person.email, PASSWORD)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    for (const dead of [first, second]) {
      expect(await findReset(at(), dead)).toBeNull();
      await expect(resetPassword(at(), dead, "encore un mot de passe")).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const kept = await database.db.select().from(passwordResets).where(eq(passwordResets.userId, person.id));
    expect(JSON.stringify(kept)).not.toContain(first.split(".")[1]);
  });

  it("laisse passer une heure au lien, pas plus", async () => {
    const { person } = await account();
    const [email] = await ask(person.email);
    const token = linkToken("password-reset", email?.link?.id ?? "");
    expect(await findReset(at(0.9 * HOUR_MS), token)).not.toBeNull();
    expect(await findReset(at(1.1 * HOUR_MS), token)).toBeNull();
  });

  it("n'est pas rendu à qui n'a plus de compte, ni par le lien d'une invitation", async () => {
    const { person } = await account();
    const [email] = await ask(person.email);
    const id = email?.link?.id ?? "";
    expect(await findReset(at(), linkToken("invitation", id))).toBeNull();
    await disableAccount(at(), person.email);
    expect(await ask(person.email)).toEqual([]);
    expect(await findReset(at(), linkToken("password-reset", id))).toBeNull();
  });

  it("trop courant, n'est pas pris, et le lien sert encore", async () => {
    const { person } = await account();
    const [email] = await ask(person.email);
    const token = linkToken("password-reset", email?.link?.id ?? "");
    await expect(resetPassword(at(), token, "motdepasse1234")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect((await enter(person.email, PASSWORD)).id).toBe(person.id);
    expect((await resetPassword(at(), token, "un tout autre mot de passe")).id).toBe(person.id);
  });

  it("ne se demande que vingt fois par heure d'un même réseau", async () => {
    const from = (address: string) => countResetRequest({ ...at(), address });
    for (let time = 0; time < 20; time++) await from(`203.0.113.${time}`);
    await expect(from("203.0.113.200")).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
    await expect(from("198.51.100.7")).resolves.toBeUndefined();
  });
});
