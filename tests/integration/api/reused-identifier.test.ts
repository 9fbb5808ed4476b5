import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { listAudit } from "@/lib/services/audit/list-audit";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { VERSION } from "@/lib/services/dossiers/dossier-version";
import { answerHeldPush } from "@/lib/services/push/answer-held-push";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { person } from "@/tests/factories/etablissement";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const server = softwareServer(database);
const NO_FILTER = { personId: "", action: null, from: null, to: null, address: "", page: 1 };

const FIRST = validSource(1);
const OTHER_YEAR = "2025-2025";
const SOMEBODY_ELSE = {
  ...validSource(2),
  id_erp_apprenant: FIRST.id_erp_apprenant,
  nom_apprenant: "Autre",
  prenom_apprenant: "Personne",
  date_de_naissance_apprenant: "2001-01-01",
  ine_apprenant: "0123456789A",
};

/** A CFA whose software sent two people under one identifier. */
async function cfa() {
  const own = await cfaWithJeton(database.db);
  await push(server.url, own.jeton, [FIRST]);
  const { body } = await push(server.url, own.jeton, [SOMEBODY_ELSE]);
  const watch = () => within(own.ctx, own.uai, loadToWatch);
  const [held] = (await watch()).held;
  if (held === undefined) throw new Error("Rien n'attend de réponse.");
  const answer = (said: "same" | "other", id = held.id) => within(own.ctx, own.uai, answerHeldPush, id, said);
  const stored = async () =>
    (await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, own.id)))
      .map(({ idErpApprenant, source }) => [idErpApprenant, source.nom_apprenant])
      .sort();
  const correctFirst = async (year = String(FIRST.annee_scolaire)) => {
    const [first] = await database.db
      .select({ id: dossiers.id, version: VERSION })
      .from(dossiers)
      .where(and(eq(dossiers.etablissementId, own.id), eq(dossiers.anneeScolaire, year), eq(dossiers.blocked, false)));
    const inputs = [{ champ: "responsable_apprenant_mail1" as const, before: "", typed: "parent@example.org" }];
    await within(own.ctx, own.uai, correctDossier, first?.id ?? "", { version: first?.version ?? "", inputs });
  };
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${own.jeton}` };
    return (await fetch(`${server.url}/api/v3/${path}`, { headers })).json();
  };
  /** Whose corrections the software is told to take back, by either way of reading them. */
  const corrections = async () => {
    type Told = { id_erp_apprenant: string; corrections: unknown[] };
    const listed = (await read("corrections")).corrections.map((told: Told) => told.id_erp_apprenant);
    const { dossiers: all } = await read("dossiers-apprenants");
    const shown = all.flatMap((told: Told) => (told.corrections.length > 0 ? [told.id_erp_apprenant] : []));
    expect(shown).toEqual(listed);
    return listed;
  };
  return { ...own, held, body, watch, answer, stored, correctFirst, corrections };
}

describe("L'identifiant réutilisé par un logiciel", () => {
  it("attend une réponse, les deux personnes côte à côte, et compte parmi ce qu'il faut regarder", async () => {
    const { held, body, ctx, uai } = await cfa();
    expect(body.data[0].passerelle.non_repris).toContain("« À surveiller »");
    expect(held).toMatchObject({
      identifier: "E-1",
      software: "Logiciel d'essai",
      known: { name: expect.stringContaining("Nom 1") },
      sent: { name: "Autre Personne", birth: "01/01/2001" },
    });
    expect(await within(ctx, uai, countToWatch)).toBe(1);
  });

  it("« C'est une autre personne » : un dossier à elle, où vont les envois suivants", async () => {
    const { answer, stored, watch, jeton, ctx, uai } = await cfa();
    await answer("other");
    expect(await stored()).toEqual([
      ["E-1", "Nom 1"],
      ["PTBA-E-1-2", "Autre"],
    ]);
    expect((await watch()).held).toEqual([]);
    const { body } = await push(server.url, jeton, [FIRST, { ...SOMEBODY_ELSE, email_contact: "autre@example.org" }]);
    expect(body.data.map(({ has_error }: { has_error: boolean }) => has_error)).toEqual([false, false]);
    expect(await stored()).toEqual([
      ["E-1", "Nom 1"],
      ["PTBA-E-1-2", "Autre"],
    ]);
    expect((await watch()).held).toEqual([]);
    const { lines } = await within(ctx, uai, listAudit, NO_FILTER);
    expect(lines.map(({ sentence }) => sentence)).toContainEqual(expect.stringContaining("c'est une autre personne"));
  });

  it("ses corrections ne sont plus données à reprendre au logiciel : il les écrirait sur l'autre personne", async () => {
    const { answer, corrections, correctFirst } = await cfa();
    await correctFirst();
    expect(await corrections()).toEqual([]);
    await answer("other");
    expect(await corrections()).toEqual([]);
    const same = await cfa();
    await same.correctFirst();
    await push(server.url, same.jeton, [FIRST, { ...SOMEBODY_ELSE, id_erp_apprenant: "E-2" }]);
    expect(await same.corrections()).toEqual(["E-1"]);
  });

  it("ni celles d'une autre année : l'identifiant y est le même", async () => {
    const { correctFirst, corrections, jeton } = await cfa();
    await push(server.url, jeton, [{ ...FIRST, annee_scolaire: OTHER_YEAR }]);
    await correctFirst(OTHER_YEAR);
    expect(await corrections()).toEqual([]);
  });

  it("« C'est la même personne » : son dossier prend les nouvelles valeurs, et la question ne revient pas", async () => {
    const { answer, stored, watch, jeton } = await cfa();
    await answer("same");
    expect(await stored()).toEqual([["E-1", "Autre"]]);
    await push(server.url, jeton, [{ ...SOMEBODY_ELSE, email_contact: "autre@example.org" }]);
    expect([await stored(), (await watch()).held]).toEqual([[["E-1", "Autre"]], []]);
  });

  it("la question s'en va quand le logiciel se corrige, et ne se répond qu'une fois", async () => {
    const { jeton, watch, held, answer, stored } = await cfa();
    await push(server.url, jeton, [SOMEBODY_ELSE]);
    expect((await watch()).held).toHaveLength(1);
    await expect(answer("other")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await push(server.url, jeton, [FIRST, { ...SOMEBODY_ELSE, id_erp_apprenant: "E-2" }]);
    expect((await watch()).held).toEqual([]);
    expect(await stored()).toEqual([
      ["E-1", "Nom 1"],
      ["E-2", "Autre"],
    ]);
    await expect(answer("same", held.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("ni un lecteur ni un autre établissement n'y répondent ; une personne effacée n'attend plus", async () => {
    const [mine, other] = [await cfa(), await cfa()];
    const lecteur = await person(database.db, mine.id, "lecteur");
    const trials = [
      within(lecteur, mine.uai, answerHeldPush, mine.held.id, "same" as const),
      within(other.ctx, other.uai, answerHeldPush, mine.held.id, "same" as const),
    ];
    const codes = (await Promise.allSettled(trials)).map((t) => (t.status === "rejected" ? t.reason.code : "passe"));
    expect(codes).toEqual(["FORBIDDEN", "NOT_FOUND"]);
    await mine.answer("other");
    const theirs = (await storedDossiers(database.db, mine.id)).get("PTBA-E-1-2");
    await push(server.url, mine.jeton, [{ ...SOMEBODY_ELSE, id_erp_apprenant: "E-7" }]);
    await within(mine.ctx, mine.uai, erasePerson, theirs?.id ?? "", theirs?.apprenant ?? "");
    const { body } = await push(server.url, mine.jeton, [SOMEBODY_ELSE]);
    expect(body.data[0].passerelle.non_repris).toMatch(
      /^Les données de cette personne ont été effacées .* son dossier n'est pas repris/,
    );
    expect((await mine.watch()).held).toEqual([]);
    expect(await mine.stored()).toEqual([["E-1", "Nom 1"]]);
  });
});
