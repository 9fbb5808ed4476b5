import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { users } from "@/db/schema/users";
import { changePassword } from "@/lib/services/users/change-password";
import { createAccount } from "@/lib/services/users/setup";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const PASSWORD = "cheval agrafe batterie juste";

it("Le mot de passe qu'on a déjà n'en est pas un nouveau : il est refusé, et rien n'est dit changé", async () => {
  const { db } = database;
  const { id } = await newEtablissement(db);
  const email = `${randomUUID()}@example.org`;
  await createAccount({ db }, id, "lecteur", { email, personName: "Jeanne", password: PASSWORD });
  const read = async () => (await db.select().from(users).where(eq(users.email, email)))[0];
  const before = await read();
  const ctx = { db, actor: { kind: "person" as const, id: before?.id ?? "" }, now: new Date() };
  await expect(changePassword(ctx, "", { current: PASSWORD, chosen: PASSWORD })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { password: expect.stringContaining("déjà votre mot de passe") },
  });
  expect(await read()).toEqual(before);
});
