import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { stillInUseSentence } from "@/lib/domain/still-in-use-sentence";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { openJeton } from "@/lib/services/jetons/open-jeton";
import { changeRole, removeMember } from "@/lib/services/users/members";
import { createEndpoint } from "@/lib/services/webhooks/create-endpoint";
import { setEndpointActive } from "@/lib/services/webhooks/manage-endpoint";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { newEndpoint } from "@/tests/factories/webhooks";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const DAYS_MS = 24 * 3600_000;

it("Qui n'administre plus laisse ce qui sert sans lui, et c'est dit : le jeton qu'il a pu garder, la notification qu'il entend", async () => {
  const { db } = database;
  const { id, uai } = await newEtablissement(db);
  const admin = await person(db, id, "administrateur");
  const member = await person(db, id, "administrateur");
  const userId = member.actor.kind === "person" ? member.actor.id : "";
  const make = (days: string) => within(member, uai, createJeton, { name: "Logiciel", rights: ["read"], days });
  const secret = await make("");
  await make("90");
  await within(admin, uai, createJeton, { name: "D'un autre", rights: ["read"], days: "" });
  const change = (role: string) => within(admin, uai, changeRole, { userId, role });
  expect(await change("lecteur")).toEqual({ jetons: 2, notifications: 0 });
  expect(await change("lecteur")).toEqual({ jetons: 0, notifications: 0 });
  expect(await change("administrateur")).toEqual({ jetons: 0, notifications: 0 });
  await within(member, uai, createEndpoint, {
    url: "https://logiciel.example/tba",
    events: ["transmission.terminee"],
  });
  // One that somebody suspended, and one that was stopped for answering nothing, tell nobody any more.
  for (const [path, disabledAt] of [
    ["suspendue", null],
    ["muette", new Date()],
  ] as const) {
    const { id: endpointId } = await newEndpoint(member, uai, `https://logiciel.example/${path}`);
    await within(admin, uai, setEndpointActive, endpointId, false);
    await db.update(webhookEndpoints).set({ disabledAt }).where(eq(webhookEndpoints.id, endpointId));
  }
  const left = await within(
    { ...admin, now: new Date(admin.now.getTime() + 100 * DAYS_MS) },
    uai,
    removeMember,
    userId,
  );
  expect(left).toEqual({ jetons: 1, notifications: 1 });
  expect(stillInUseSentence(left)).toContain("1 jeton et 1 notification qui servent encore");
  expect(stillInUseSentence({ jetons: 1, notifications: 0 })).toContain("1 jeton qui sert encore");
  expect(stillInUseSentence({ jetons: 0, notifications: 0 })).toBe("");
  expect(await openJeton({ db, now: new Date() }, secret)).not.toBeNull();
});
