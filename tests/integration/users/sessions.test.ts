import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import type { ServiceContext } from "@/lib/services/context";
import { openScope } from "@/lib/services/etablissements/scope";
import { changePassword } from "@/lib/services/users/change-password";
import { disableAccount, inviteFromHost } from "@/lib/services/users/host-accounts";
import { identifyByOidc } from "@/lib/services/users/oidc-identity";
import { findSession, listSessions, openSession } from "@/lib/services/users/sessions";
import { signOutEverywhere, signOutOther } from "@/lib/services/users/sign-out";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";
import { newAccount, ACCOUNT_PASSWORD as PASSWORD } from "@/tests/factories/account";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const HOUR_MS = 3600_000;

const at = (ms = 0): ServiceContext => ({
  db: database.db,
  actor: { kind: "anonymous" },
  now: new Date(Date.now() + ms),
});

const account = (role: Role = "administrateur") => newAccount(database.db, role);

describe("Une session", () => {
  it("finit après 2 heures sans rien, après 12 heures quoi qu'on fasse, et quand le compte est fermé", async () => {
    const { person, open } = await account();
    const secret = await open();
    const found = (ms: number) => findSession(database.db, secret, new Date(Date.now() + ms));
    expect(await found(1.9 * HOUR_MS)).toMatchObject({ person, stage: "full" });
    expect(await found(3.8 * HOUR_MS)).not.toBeNull();
    expect(await found(5.9 * HOUR_MS)).toBeNull();
    for (const hours of [5.7, 7.5, 9.4, 11.3]) expect(await found(hours * HOUR_MS), `${hours} h`).not.toBeNull();
    expect(await found(12.1 * HOUR_MS)).toBeNull();
    const other = await open();
    await disableAccount(at(), person.email);
    expect(await findSession(database.db, other, new Date())).toBeNull();
  });

  it("qui attend le second facteur ne l'attend que dix minutes", async () => {
    const { person } = await account();
    const secret = await openSession(at(), person.id, { stage: "code", browser: "essai" });
    const found = (minutes: number) => findSession(database.db, secret, new Date(Date.now() + minutes * 60_000));
    expect(await found(9)).toMatchObject({ stage: "code" });
    expect(await found(11)).toBeNull();
  });

  it("n'ouvre rien d'un compte fermé, même si elle est restée en base", async () => {
    const { person, open } = await account();
    const secret = await open();
    await database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, person.id));
    expect(await findSession(database.db, secret, new Date())).toBeNull();
    expect(await database.db.$count(sessions, eq(sessions.userId, person.id))).toBe(1);
  });

  it("ne laisse en base que l'empreinte de son secret, et s'en va avec « Déconnecter partout »", async () => {
    const { person, ctx, open } = await account();
    const [here, there] = [await open(), await open()];
    expect(JSON.stringify(await database.db.select().from(sessions))).not.toContain(here);
    const mine = await findSession(database.db, here, new Date());
    expect(await listSessions(database.db, person.id, mine?.id ?? "", new Date())).toHaveLength(2);
    expect(await signOutEverywhere(ctx, person.id, mine?.id ?? "")).toBe(1);
    expect(await findSession(database.db, here, new Date())).not.toBeNull();
    expect(await findSession(database.db, there, new Date())).toBeNull();
  });

  it("que l'on nomme mal n'est celle de personne", async () => {
    const { person, ctx, open } = await account();
    const secret = await open();
    for (const id of ["", "a", "\0", `${randomUUID()}'`]) {
      await expect(signOutOther(ctx, person.id, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await findSession(database.db, secret, new Date())).not.toBeNull();
  });

  it("survit seule au changement du mot de passe, l'ancien demandé", async () => {
    const { person, ctx, open } = await account();
    const [here, there] = [await open(), await open()];
    const mine = await findSession(database.db, here, new Date());
    const change = (current: string) =>
      changePassword(ctx, mine?.id ?? "", { current, chosen: "un autre mot de passe ici" });
    await expect(change("faux")).rejects.toMatchObject({ fields: { current: expect.any(String) } });
    await change(PASSWORD);
    expect(await findSession(database.db, here, new Date())).not.toBeNull();
    expect(await findSession(database.db, there, new Date())).toBeNull();
    const again = { email: person.email, password: "un autre mot de passe ici", browser: null };
    expect((await verifyCredentials(at(), again)).id).toBe(person.id);
    // Once right, the failures before are forgotten: five more are free.
    for (let time = 0; time < 5; time++) await expect(change("faux")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(change("faux")).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
  });
});

describe("Les échecs des autres", () => {
  it("ne tiennent pas dehors qui s'est déjà connecté de ce navigateur", async () => {
    const { person } = await account();
    const wrong = { email: person.email, password: "faux", browser: null };
    for (let i = 0; i < 8; i++) await verifyCredentials(at(), wrong).catch(() => {});
    const right = { email: person.email, password: PASSWORD };
    await expect(verifyCredentials(at(), { ...right, browser: null })).rejects.toMatchObject({
      code: "TOO_MANY_ATTEMPTS",
    });
    expect((await verifyCredentials(at(), { ...right, browser: "connu" })).id).toBe(person.id);
  });

  it("d'un même réseau se comptent ensemble, quelles que soient les adresses essayées", async () => {
    const codes: string[] = [];
    const address = `198.51.${Math.floor(Math.random() * 250)}.`;
    for (let i = 0; i < 101; i++) {
      const input = { email: `${randomUUID()}@example.org`, password: "", browser: null };
      codes.push(
        await verifyCredentials({ ...at(), address: `${address}${i}` }, input).then(
          () => "",
          (e) => e.code,
        ),
      );
    }
    expect(codes.slice(0, 100)).not.toContain("TOO_MANY_ATTEMPTS");
    expect(codes[100]).toBe("TOO_MANY_ATTEMPTS");
  });
});

describe("Un fournisseur qui se porte garant d'une adresse", () => {
  it("n'ouvre pas le compte qui l'a déjà : seule la personne connectée relie les deux", async () => {
    const { person, uai, ctx } = await account();
    const stranger = {
      issuer: "https://fournisseur.example",
      subject: randomUUID(),
      verifiedEmail: person.email,
      name: null,
    };
    const other = await account();
    await inviteFromHost(at(), { email: person.email, name: "", uai: other.uai, role: "lecteur" });
    await expect(identifyByOidc(at(), stranger, null)).rejects.toMatchObject({ code: "FORBIDDEN" });
    // Signed in, but led to the provider by somebody else's page.
    const led = identifyByOidc(at(), stranger, { ...person, links: false });
    await expect(led).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await identifyByOidc(at(), stranger, { ...person, links: true })).id).toBe(person.id);
    expect((await identifyByOidc(at(), { ...stranger, verifiedEmail: null }, null)).id).toBe(person.id);
    expect((await openScope(ctx, uai)).etablissement.role).toBe("administrateur");
  });
});

describe("Un compte fermé par l'hébergeur", () => {
  it("n'entre plus, ni par mot de passe ni par fournisseur, et la phrase ne le dit pas", async () => {
    const { person } = await account();
    const claims = { issuer: "https://fournisseur.example", subject: randomUUID(), verifiedEmail: null, name: null };
    await identifyByOidc(at(), claims, { ...person, links: true });
    await disableAccount(at(), person.email);
    const input = { email: person.email, password: PASSWORD, browser: null };
    await expect(verifyCredentials(at(), input)).rejects.toThrow("L'adresse e-mail ou le mot de passe est incorrect.");
    await expect(identifyByOidc(at(), claims, null)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
