import { desc, eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeSets, correctionChanges, correctionOutcomes } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import type { ChampKey } from "@/lib/domain/champs";
import type { Json } from "@/lib/domain/json";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { loadEndedCorrections, loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { storedDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const HEADINGS = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire;email;ine";

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  let minute = 0;
  // Each gesture has its own instant, as on a real morning.
  const now = () => ({ ...ctx, now: new Date(Date.UTC(2026, 10, 24, 8, minute++)) });
  const onImport = (...rows: string[]) =>
    within(now(), etablissement.uai, importBytes, {
      name: "a.csv",
      bytes: new TextEncoder().encode([HEADINGS, ...rows].join("\n")),
    });
  const stored = () => storedDossiers(database.db, etablissement.id);
  const correct = async (identifier: string, champ: ChampKey, value: Json | undefined) => {
    const dossierId = (await stored()).get(identifier)?.id ?? "";
    const step = { kind: "dossier" as const, title: "Essai" };
    return database.db.transaction((tx) =>
      applyCorrections(tx, now(), etablissement.id, step, [{ dossierId, champ, value }]),
    );
  };
  return { ...etablissement, ctx, onImport, stored, correct, now };
}

const row = (id: string, email: string, ine = "") => `${id};Martin;Léa;29/02/2004;2026-2027;${email};${ine}`;

describe("Les corrections après un import", () => {
  it("sont comptées, gardées avec leur sort et racontées : tenues, reprises, remplacées", async () => {
    const { uai, ctx, onImport, correct, stored } = await cfa();
    await onImport(row("A", "a@x", "1"), row("B", "b@x", "2"), row("C", "c@x"));
    await correct("A", "email_contact", "a@ex.fr");
    await correct("A", "ine_apprenant", "11");
    await correct("B", "email_contact", "b@ex.fr");
    await correct("C", "email_contact", "c@ex.fr");
    expect(await within(ctx, uai, loadImportNote)).toBeNull();
    const summary = await onImport(row("A", "a@ex.fr", "1"), row("B", "autre@ex.fr", "2"), row("C", "c@x"));
    expect(summary).toMatchObject({
      modified: 2,
      unchanged: 1,
      correctionsKept: 2,
      correctionsSettled: 1,
      correctionsOverridden: 1,
    });
    const ended = await within(ctx, uai, loadEndedCorrections, summary.id);
    expect(ended.map(({ champ, outcome, corrected, received }) => ({ champ, outcome, corrected, received }))).toEqual([
      { champ: "email_contact", outcome: "overridden", corrected: "b@ex.fr", received: "autre@ex.fr" },
      { champ: "email_contact", outcome: "settled", corrected: "a@ex.fr", received: "a@ex.fr" },
    ]);
    expect(await within(ctx, uai, loadImportNote)).toMatchObject({
      links: [{ importId: summary.id }],
      kept: 2,
      overridden: 1,
    });
    expect(Object.keys((await stored()).get("A")?.corrections ?? {})).toEqual(["ine_apprenant"]);
    // The next import ends none: the note goes.
    await onImport(row("A", "a@ex.fr", "1"));
    expect(await within(ctx, uai, loadImportNote)).toBeNull();
  });

  it("retiennent quel import a tenu chaque dossier, même inchangé, sans passer pour une modification", async () => {
    const { onImport, stored } = await cfa();
    const first = await onImport(row("A", ""), row("B", ""));
    const before = await stored();
    const second = await onImport(row("B", ""));
    const after = await stored();
    expect(after.get("A")?.importId).toBe(first.id);
    expect(after.get("B")?.importId).toBe(second.id);
    expect(after.get("B")?.modifiedAt).toEqual(before.get("B")?.modifiedAt);
  });

  it("ne se lisent pas d'un autre établissement", async () => {
    const [here, elsewhere] = [await cfa(), await cfa()];
    await here.onImport(row("A", "a@x"));
    await here.correct("A", "email_contact", "a@ex.fr");
    const summary = await here.onImport(row("A", "a@ex.fr"));
    expect(await within(here.ctx, here.uai, loadEndedCorrections, summary.id)).toHaveLength(1);
    expect(await within(elsewhere.ctx, elsewhere.uai, loadEndedCorrections, summary.id)).toEqual([]);
    expect(await within(elsewhere.ctx, elsewhere.uai, loadImportNote)).toBeNull();
    await expect(within(elsewhere.ctx, here.uai, loadImportNote)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

const identifier = fc.constantFrom("A", "B");
const champ = fc.constantFrom<ChampKey>("email_contact", "ine_apprenant");
const value = fc.constantFrom("", "v1", "v2", "v3");
const step = fc.oneof(
  fc.record({
    kind: fc.constant("import" as const),
    rows: fc.uniqueArray(fc.record({ id: identifier, email: value, ine: value }), {
      selector: (l) => l.id,
      minLength: 1,
    }),
  }),
  fc.record({ kind: fc.constant("correction" as const), id: identifier, champ, value }),
  fc.record({ kind: fc.constant("retrait" as const), id: identifier, champ }),
  fc.record({ kind: fc.constant("annulation" as const) }),
);

describe("Quel que soit l'ordre des imports et des corrections", () => {
  it("aucune correction n'est perdue sans être dite", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const { id, uai, onImport, correct, now } = await cfa();
        await onImport(row("A", "v1", "v1"), row("B", "v1", "v1"));
        for (const g of steps) {
          if (g.kind === "import") await onImport(...g.rows.map((l) => row(l.id, l.email, l.ine)));
          else if (g.kind === "annulation") {
            const [batch] = await database.db
              .select({ id: changeSets.id })
              .from(changeSets)
              .where(eq(changeSets.etablissementId, id))
              .orderBy(desc(changeSets.at))
              .limit(1);
            await attempt(within(now(), uai, undoChangeSet, batch?.id ?? ""));
          } else await attempt(correct(g.id, g.champ, g.kind === "retrait" ? undefined : g.value || null));
        }
        expect(await lost(id)).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

/** Gestures that change nothing are refused with a sentence. */
async function attempt(promise: Promise<unknown>): Promise<void> {
  await promise.catch((error) => expect(["INVALID_INPUT", "CONFLICT", "NOT_FOUND"]).toContain(error.code));
}

/** The corrections ever made that are neither held, nor told as ended by an import, nor undone or replaced by a person. */
async function lost(etablissementId: string) {
  const done = await database.db
    .select({ row: correctionChanges, undoneAt: changeSets.undoneAt })
    .from(correctionChanges)
    .innerJoin(changeSets, eq(changeSets.id, correctionChanges.changeSetId))
    .where(eq(changeSets.etablissementId, etablissementId));
  const sentences = await database.db
    .select({ outcome: correctionOutcomes })
    .from(correctionOutcomes)
    .innerJoin(imports, eq(imports.id, correctionOutcomes.importId))
    .where(eq(imports.etablissementId, etablissementId));
  const stored = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, etablissementId));
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return done.filter(({ row: { changeSetId, dossierId, champ: where, after }, undoneAt }) => {
    if (after === null || undoneAt !== null) return false;
    const kept = stored.some((d) => d.id === dossierId && same(d.corrections[where], after));
    const sentence = sentences.some(
      ({ outcome: s }) => s.dossierId === dossierId && s.champ === where && same(s.correction, after),
    );
    // A gesture that was undone put it back: it must then be held or told.
    const resume = done.some(
      ({ row: l, undoneAt: undone }) =>
        undone === null &&
        l.changeSetId !== changeSetId &&
        l.dossierId === dossierId &&
        l.champ === where &&
        same(l.before, after),
    );
    return !(kept || sentence || resume);
  });
}
