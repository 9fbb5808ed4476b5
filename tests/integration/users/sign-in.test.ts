import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signInAttempts } from "@/db/schema/users";
import type { ServiceContext } from "@/lib/services/context";
import { createAccount } from "@/lib/services/users/setup";
import { attemptKey, countAttempt } from "@/lib/services/users/sign-in-rate-limit";
import { verifyCredentials as verify } from "@/lib/services/users/verify-credentials";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const PASSWORD = "un mot de passe assez long";

const verifyCredentials = (
  ctx: ServiceContext,
  { browser = null, ...input }: { email: string; password: string; browser?: string | null },
) => verify(ctx, { ...input, browser });

const a = (seconds: number): ServiceContext => ({
  db: database.db,
  actor: { kind: "anonymous" },
  now: new Date(Date.UTC(2026, 10, 24, 8, 0, seconds)),
});

async function count(): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  const { id } = await newEtablissement(database.db);
  await createAccount({ db: database.db }, id, "gestionnaire", { email, personName: "Jeanne", password: PASSWORD });
  return email;
}

describe("La connexion", () => {
  it("reconnaît la personne, quelle que soit la casse de son adresse", async () => {
    const email = await count();
    expect(await verifyCredentials(a(0), { email: ` ${email.toUpperCase()} `, password: PASSWORD })).toMatchObject({
      email,
      name: "Jeanne",
    });
  });

  it("dit la même phrase pour un mauvais mot de passe et une adresse inconnue", async () => {
    const email = await count();
    const sentence = "L'adresse e-mail ou le mot de passe est incorrect.";
    await expect(verifyCredentials(a(0), { email, password: "faux" })).rejects.toThrow(sentence);
    await expect(verifyCredentials(a(0), { email: "inconnu@example.org", password: "x" })).rejects.toThrow(sentence);
  });

  it("ralentit après cinq échecs, même avec le bon mot de passe, puis laisse revenir", async () => {
    const email = await count();
    for (let i = 0; i < 5; i++) {
      await expect(verifyCredentials(a(i), { email, password: "faux" })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    }
    await expect(verifyCredentials(a(5), { email, password: PASSWORD })).rejects.toThrow("réessayez dans 1 seconde");
    expect(await verifyCredentials(a(7), { email, password: PASSWORD })).toMatchObject({ email });
  });

  it("ne fait pas attendre une journée parce que l'horloge du serveur avançait d'autant hier", async () => {
    const email = await count();
    await expect(verifyCredentials(a(86_400), { email, password: "faux" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await verifyCredentials(a(0), { email, password: PASSWORD })).toMatchObject({ email });
  });

  it("ne fait attendre que son temps à qui s'était trompé quand l'horloge du serveur avançait d'une journée", async () => {
    const email = await count();
    const failed = { key: attemptKey("email", email), failures: 7, lastFailureAt: a(86_400).now };
    await database.db.insert(signInAttempts).values(failed);
    await expect(verifyCredentials(a(0), { email, password: PASSWORD })).rejects.toThrow("réessayez dans 8 secondes.");
    expect(await verifyCredentials(a(9), { email, password: PASSWORD })).toMatchObject({ email });
  });

  it("dit l'attente au singulier quand il reste une minute", async () => {
    const email = await count();
    const key = attemptKey("email", email);
    await database.db.insert(signInAttempts).values({ key, failures: 10, lastFailureAt: a(0).now });
    await expect(verifyCredentials(a(4), { email, password: PASSWORD })).rejects.toThrow("réessayez dans 1 minute.");
    await expect(verifyCredentials(a(3), { email, password: PASSWORD })).rejects.toThrow("réessayez dans 2 minutes.");
  });

  it("ne se trompe pas d'une adresse où un caractère nul s'est glissé", async () => {
    const email = await count();
    expect(await verifyCredentials(a(0), { email: ` ${email}\0`, password: PASSWORD })).toMatchObject({ email });
  });

  it("compte les essais lancés ensemble", async () => {
    const email = await count();
    const attempts = await Promise.allSettled(
      Array.from({ length: 12 }, () => verifyCredentials(a(0), { email, password: "faux" })),
    );
    const slowed = attempts.filter((e) => e.status === "rejected" && e.reason.code === "TOO_MANY_ATTEMPTS");
    expect(slowed).toHaveLength(7);
  });

  it("ne compte pas ce qu'on tape pour une adresse comme le code, le navigateur ou l'ancien mot de passe de quelqu'un", async () => {
    for (const [kind, before] of [
      ["code", "code "],
      ["browser", "browser "],
      ["change", "change "],
      ["code", ""],
    ] as const) {
      const person = randomUUID();
      const typed = { email: `${before}${person}`, password: "faux" };
      for (let i = 0; i < 5; i++) await verifyCredentials(a(i), typed).catch(() => {});
      await expect(verifyCredentials(a(5), typed)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
      await expect(countAttempt(a(5), attemptKey(kind, person)), kind).resolves.toBeUndefined();
    }
  });

  it("ne garde aucune adresse dans le compte des échecs", async () => {
    const email = await count();
    await verifyCredentials(a(0), { email, password: "faux" }).catch(() => {});
    expect(JSON.stringify(await database.db.select().from(signInAttempts))).not.toContain(email);
  });
});
