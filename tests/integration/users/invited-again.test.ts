import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { type EmailToWrite, NO_OUTBOX } from "@/lib/services/emails/outbox";
import { nameSuperviseur } from "@/lib/services/users/host-accounts";
import { invite, resendInvitation, withdrawInvitation } from "@/lib/services/users/invite";
import { countRequest } from "@/lib/services/users/sign-in-rate-limit";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

it("Une invitation ne remplit pas la boîte de quelqu'un : cinq e-mails par heure, renvoyée ou retirée puis faite de nouveau", async () => {
  const { id, uai } = await newEtablissement(database.db);
  const admin = await person(database.db, id, "administrateur");
  const sent: EmailToWrite[] = [];
  const outbox = { post: async (_: unknown, emails: readonly EmailToWrite[]) => void sent.push(...emails) };
  const guest = () => ({ email: `${randomUUID()}@example.org`, name: "Nouvelle Personne", role: "lecteur" });
  const victim = guest();
  let waiting = (await within(admin, uai, invite, outbox, victim)).id;
  for (let time = 0; time < 2; time++) {
    waiting = (await within(admin, uai, resendInvitation, outbox, waiting)).id;
    await within(admin, uai, withdrawInvitation, waiting);
    waiting = (await within(admin, uai, invite, outbox, { ...victim, email: victim.email.toUpperCase() })).id;
  }
  for (const again of [
    () => within(admin, uai, resendInvitation, outbox, waiting),
    () => within(admin, uai, invite, outbox, victim),
  ]) {
    await expect(again()).rejects.toMatchObject({
      code: "TOO_MANY_ATTEMPTS",
      message: expect.stringMatching(/^5 invitations sont parties à .* en une heure\s?: réessayez dans/),
    });
  }
  expect(sent).toHaveLength(5);
  // Somebody else is invited meanwhile, and they are elsewhere; an hour later, they are again.
  await within(admin, uai, invite, outbox, guest());
  const elsewhere = await newEtablissement(database.db);
  await within(await person(database.db, elsewhere.id, "administrateur"), elsewhere.uai, invite, outbox, victim);
  const later = { ...admin, now: new Date(admin.now.getTime() + 3600_000) };
  await within(later, uai, resendInvitation, outbox, waiting);
});

it("Un établissement n'inonde pas le serveur d'e-mail : deux cent cinquante invitations par heure, et rien n'y compte celles des autres", async () => {
  const [full, other] = [await newEtablissement(database.db), await newEtablissement(database.db)];
  const admin = await person(database.db, full.id, "administrateur");
  const window = { max: 250, windowMs: 3600_000, sentence: "" };
  for (let time = 0; time < 250; time++) await countRequest(admin, "invitation", full.id, window);
  const outbox = { post: async () => {} };
  const guest = { email: `${randomUUID()}@example.org`, name: "Nouvelle Personne", role: "lecteur" };
  await expect(within(admin, full.uai, invite, outbox, guest)).rejects.toMatchObject({
    code: "TOO_MANY_ATTEMPTS",
    message: expect.stringMatching(/^250 invitations sont parties de cet établissement en une heure/),
  });
  await within(await person(database.db, other.id, "administrateur"), other.uai, invite, outbox, guest);
});

it("Sans serveur d'e-mail, un lien se refait autant qu'on veut : rien ne part", async () => {
  const { id, uai } = await newEtablissement(database.db);
  const admin = await person(database.db, id, "administrateur");
  let { id: waiting } = await within(admin, uai, invite, NO_OUTBOX, {
    ...{ email: "invitee@example.org", name: "Nouvelle Personne", role: "lecteur" },
  });
  for (let time = 0; time < 8; time++)
    ({ id: waiting } = await within(admin, uai, resendInvitation, NO_OUTBOX, waiting));
});

it("Nommer superviseur qui n'a pas encore accepté son invitation le dit, plutôt que de nier le compte", async () => {
  const { id, uai } = await newEtablissement(database.db);
  const admin = await person(database.db, id, "administrateur");
  const guest = { email: `${randomUUID()}@example.org`, name: "Nouvelle Personne", role: "lecteur" };
  const named = (email: string) => nameSuperviseur(admin, { email, reseau: randomUUID(), uais: [] });
  await expect(named(guest.email)).rejects.toMatchObject({ message: `Aucun compte n'a l'adresse ${guest.email}.` });
  await within(admin, uai, invite, NO_OUTBOX, guest);
  await expect(named(guest.email.toUpperCase())).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining("son invitation n'est pas encore acceptée"),
  });
});
