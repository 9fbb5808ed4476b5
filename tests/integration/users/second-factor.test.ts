import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { users } from "@/db/schema/users";
import type { ServiceContext } from "@/lib/services/context";
import { openScope } from "@/lib/services/etablissements/scope";
import { beginSignIn } from "@/lib/services/users/complete-sign-in";
import { requireSecondFactor } from "@/lib/services/users/members";
import { identifyByOidc } from "@/lib/services/users/oidc-identity";
import {
  loadSecondFactor,
  prepareSecondFactor,
  takeCode,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from "@/lib/services/users/second-factor";
import { findSession } from "@/lib/services/users/sessions";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";
import { newAccount, ACCOUNT_PASSWORD as PASSWORD } from "@/tests/factories/account";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

const at = (): ServiceContext => ({ db: database.db, actor: { kind: "anonymous" }, now: new Date() });
const account = () => newAccount(database.db, "administrateur");

const passwordOf = async (email: string) => ({
  password: (await verifyCredentials(at(), { email, password: PASSWORD, browser: null })).verified,
});

const codeOf = (uri: string, ms = 0) => {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: Date.now() + ms });
};

describe("Le second facteur", () => {
  async function enrolled() {
    const found = await account();
    const { uri } = await prepareSecondFactor(database.db, found.person);
    const codes = await turnOnSecondFactor(found.ctx, found.person.id, randomUUID(), {
      current: PASSWORD,
      code: codeOf(uri),
    });
    return { ...found, uri, codes };
  }

  it("est demandé après le mot de passe, et son code ne sert qu'une fois", async () => {
    const { person, uri } = await enrolled();
    const provider = { issuer: "https://fournisseur.example", subject: randomUUID() };
    await identifyByOidc(at(), { ...provider, verifiedEmail: null, name: null }, { ...person, links: true });
    for (const [how, proof] of [
      ["sign-in", await passwordOf(person.email)],
      ["oidc-sign-in", provider],
    ] as const) {
      const begun = await beginSignIn(at(), person.id, proof, { browser: "essai", how });
      expect(begun.stage, how).toBe("code");
      expect(await findSession(database.db, begun.secret, new Date())).toMatchObject({ stage: "code" });
    }
    const next = codeOf(uri, 30_000);
    await takeCode(at(), person.id, next);
    await expect(takeCode(at(), person.id, next)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(takeCode(at(), person.id, "000000")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("a des codes de secours qui servent une fois chacun, quelle que soit leur écriture", async () => {
    const { person, codes } = await enrolled();
    const [first = ""] = codes;
    expect(codes).toHaveLength(10);
    await takeCode(at(), person.id, first.toUpperCase().replace("-", " "));
    await expect(takeCode(at(), person.id, first)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("ne s'active pas par qui trouve un navigateur ouvert : le mot de passe est demandé, quand il y en a un", async () => {
    const { person, ctx } = await account();
    const { uri, hasPassword } = await prepareSecondFactor(database.db, person);
    expect(hasPassword).toBe(true);
    const turnOn = (current: string) =>
      turnOnSecondFactor(ctx, person.id, randomUUID(), { current, code: codeOf(uri) });
    await expect(turnOn("faux")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { current: expect.any(String) },
    });
    expect(await loadSecondFactor(database.db, person.id)).toEqual({ since: null, codesLeft: 0 });
    await database.db.update(users).set({ password: null }).where(eq(users.id, person.id));
    expect(await prepareSecondFactor(database.db, person)).toMatchObject({ uri, hasPassword: false });
    expect(await turnOn("")).toHaveLength(10);
  });

  it("s'éteint avec un code, jamais sans", async () => {
    const { person, ctx, codes } = await enrolled();
    await expect(turnOffSecondFactor(ctx, person.id, "123456")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await turnOffSecondFactor(ctx, person.id, codes[1] ?? "");
    const way = { browser: "essai", how: "sign-in" } as const;
    expect((await beginSignIn(at(), person.id, await passwordOf(person.email), way)).stage).toBe("full");
  });

  it("exigé, laisse dehors l'administrateur qui n'en a pas ; nul ne s'enferme dehors soi-même", async () => {
    const { uai, ctx, person } = await account();
    await expect(within(ctx, uai, requireSecondFactor, true)).rejects.toMatchObject({ code: "CONFLICT" });
    const { uri } = await prepareSecondFactor(database.db, person);
    const codes = await turnOnSecondFactor(ctx, person.id, randomUUID(), { current: PASSWORD, code: codeOf(uri) });
    await within(ctx, uai, requireSecondFactor, true);
    expect((await openScope(ctx, uai)).etablissement.role).toBe("administrateur");
    await turnOffSecondFactor(ctx, person.id, codes[0] ?? "");
    await expect(openScope(ctx, uai)).rejects.toMatchObject({ code: "SECOND_FACTOR_REQUIRED" });
  });
});
