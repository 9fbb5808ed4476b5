import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { reseauRows } from "@/components/reseau/reseau-rows";
import { packRows } from "@/components/reseau/row-words";
import { alertes } from "@/db/schema/alertes";
import { etablissements } from "@/db/schema/etablissements";
import { etablissementFigures, figureChanges } from "@/db/schema/figures";
import { tbaKeys } from "@/db/schema/tba";
import type { CauseFigure } from "@/lib/domain/reseau/cause-figure.types";
import { SUBSCRIPTION_LABELS } from "@/lib/services/alertes/alerte-sentences";
import { loadReseau } from "@/lib/services/reseau/load-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";
import type { ReseauLine } from "@/lib/services/reseau/reseau.types";
import { giveKey } from "@/tests/factories/etablissement";
import { newReseau } from "@/tests/factories/reseau";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const ALL = parseReseauFilters({});
const NOW = new Date("2026-03-12T09:00:00Z");
const TOMORROW = new Date("2026-03-13T09:00:00Z");
const FULL = [...Array<number>(29).fill(4), 5];

type Reseau = Awaited<ReturnType<typeof newReseau>>;

/** What the page shows of the only établissement of a réseau, and how it is drawn. */
async function shown({ superviseur }: Reseau, now = NOW): Promise<{ line: ReseauLine; html: string }> {
  const { lines } = await loadReseau({ ...superviseur, now }, ALL);
  const [line] = lines;
  if (line === undefined) throw new Error("La page est vide.");
  return { line, html: reseauRows(packRows(lines, SUBSCRIPTION_LABELS)).__html };
}

describe("Une ligne du réseau, gardée d'une page à l'autre", () => {
  it("n'est jamais une ancienne : chaque chose qu'elle dit change dès qu'elle change", async () => {
    const reseau = await newReseau(database.db, 1);
    const etablissementId = reseau.etablissements[0]?.id ?? "";
    const { db } = database;
    const own = eq(etablissementFigures.etablissementId, etablissementId);
    const figures = (values: Partial<typeof etablissementFigures.$inferInsert>) =>
      db.update(etablissementFigures).set(values).where(own);
    const cfa = (values: Partial<typeof etablissements.$inferInsert>) =>
      db.update(etablissements).set(values).where(eq(etablissements.id, etablissementId));
    const cause: CauseFigure = {
      ...{
        identity: "x",
        code: "SIRET_INVALIDE",
        severity: "bloquante",
        actor: "editeur",
        title: "SIRET (77764444100018)",
      },
      ...{
        champ: "etablissement_formateur_siret",
        champs: ["etablissement_formateur_siret"],
        dossiers: 1,
        unblocked: 1,
      },
    };
    const modified = new Date("2026-03-01T00:00:00Z");
    const changes: [string, () => PromiseLike<unknown>, Partial<ReseauLine>, string][] = [
      [
        "les comptes",
        () =>
          db
            .insert(etablissementFigures)
            .values({ etablissementId, apprentis: 1200, valides: 7, seen: 3, causesAt: NOW }),
        { apprentis: 1200, valides: 7, invalides: 1193, seen: 3 },
        "<td>7<td>",
      ],
      [
        "ce qui vient d'être écrit",
        () => db.insert(figureChanges).values({ etablissementId, apprentis: 1, valides: 1, seen: 1 }),
        { apprentis: 1201, valides: 8, seen: 4, cause: "pending" },
        "En cours de calcul",
      ],
      ["les comptes réunis", () => db.delete(figureChanges), { apprentis: 1200, cause: null }, "<td>&mdash;<td>"],
      [
        "la cause",
        () => figures({ causes: [cause] }),
        { cause: cause.title },
        "SIRET (777\u00a0644\u00a0441\u00a000018)",
      ],
      ["la clé", () => giveKey(db, etablissementId, "cle-d-essai-0000"), { key: "untested" }, "Pas encore testée"],
      [
        "l'essai de la clé",
        () => db.update(tbaKeys).set({ testResult: "refused", modifiedAt: modified }),
        { key: "refused" },
        "<b>Refusée</b>",
      ],
      [
        "la dernière transmission",
        () => figures({ lastRunAt: new Date("2026-03-11T22:59:59.900Z"), lastRunStatus: "interrupted" }),
        { lastRun: { day: "2026-03-11", status: "interrupted" } },
        "11/03/2026, arrêtée avant la fin",
      ],
      [
        "sa fin",
        () => figures({ lastRunAt: new Date("2026-03-11T23:00:00Z"), lastRunStatus: "completed" }),
        { lastRun: { day: "2026-03-12", status: "completed" } },
        "12/03/2026",
      ],
      [
        "la clé que la nuit a servie",
        () => db.update(tbaKeys).set({ testResult: null }),
        { key: "accepted" },
        "Acceptée",
      ],
      [
        "les nuits",
        () => figures({ validNights: FULL, nightsUntil: "2026-03-12" }),
        { nights: FULL, missed: 0 },
        "De 4 à 5 valides",
      ],
      ["les nuits manquées", () => figures({ nightsUntil: "2026-03-09" }), { missed: 2 }, "(2 nuits manquées)"],
      [
        "la nuit désactivée",
        () => cfa({ transmissionActive: false }),
        { transmissionActive: false, missed: 0 },
        "Nuit désactivée",
      ],
      [
        "une alerte",
        () => db.insert(alertes).values({ etablissementId, kind: "no-night", openedAt: NOW }),
        { alertes: ["no-night"] },
        SUBSCRIPTION_LABELS["no-night"],
      ],
      ["sa fin", () => db.update(alertes).set({ closedAt: NOW }), { alertes: [] }, "<td>&mdash;<td>"],
      ["le nom", () => cfa({ name: "CFA\tdes <Rives>" }), { name: "CFA des <Rives>" }, "CFA des &lt;Rives&gt;"],
    ];
    for (const [what, change, line, words] of changes) {
      await change();
      const now = await shown(reseau);
      expect(now.line, what).toMatchObject(line);
      expect(now.html, what).toContain(words);
    }
  });

  it("est d'un jour : le lendemain, la nuit qui n'est pas venue se voit", async () => {
    const reseau = await newReseau(database.db, 1);
    const etablissementId = reseau.etablissements[0]?.id ?? "";
    await giveKey(database.db, etablissementId, "cle-d-essai-0000");
    await database.db
      .insert(etablissementFigures)
      .values({ etablissementId, validNights: FULL, nightsUntil: "2026-03-11", causesAt: NOW });
    expect((await shown(reseau)).line).toMatchObject({ missed: 0, nights: [...FULL.slice(1), null] });
    expect((await shown(reseau, TOMORROW)).line).toMatchObject({ missed: 1, nights: [...FULL.slice(2), null, null] });
    expect((await shown(reseau)).line.missed).toBe(0);
  });

  it("est la même tant que rien n'y change, et n'est refaite que là où quelque chose change", async () => {
    const reseau = await newReseau(database.db, 2);
    const lines = async () => (await loadReseau({ ...reseau.superviseur, now: NOW }, ALL)).lines;
    const [before, again] = [await lines(), await lines()];
    expect(again.every((line) => before.includes(line))).toBe(true);
    const [changed] = reseau.etablissements;
    await giveKey(database.db, changed?.id ?? "", "cle-d-essai-0000");
    const after = await lines();
    expect(after.filter((line) => !before.includes(line)).map(({ uai }) => uai)).toEqual([changed?.uai]);
  });
});
