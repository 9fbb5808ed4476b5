import { eq } from "drizzle-orm";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { gateOf } from "@/db/gate";
import { alertes } from "@/db/schema/alertes";
import { etablissements } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/users";
import { actorId, type ServiceContext } from "@/lib/services/context";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { foldPendingChanges } from "@/lib/services/figures/fold-changes";
import { exportReseau } from "@/lib/services/reseau/export-reseau";
import { loadReseau } from "@/lib/services/reseau/load-reseau";
import { loadSharedCauses } from "@/lib/services/reseau/load-shared-causes";
import { openReseau } from "@/lib/services/reseau/open-reseau";
import { parseReseauFilters } from "@/lib/services/reseau/parse-reseau-filters";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { giveKey, newEtablissement, person } from "@/tests/factories/etablissement";
import { newReseau } from "@/tests/factories/reseau";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const ALL = parseReseauFilters({});
const WRONG = { etablissement_formateur_siret: "7776444410001" };
const fold = () => foldPendingChanges(database.db, new Date(), new AbortController().signal);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "passe",
    (error) => error.code,
  );

const SERVICES: [string, (ctx: ServiceContext) => Promise<unknown>][] = [
  ["la page", (ctx) => loadReseau(ctx, ALL)],
  ["les causes communes", loadSharedCauses],
  ["le classeur", async (ctx) => (await exportReseau(ctx, ALL)).stream.cancel()],
];

describe("Le réseau", () => {
  it.each(SERVICES)("%s : s'ouvre à son superviseur, n'existe pour personne d'autre", async (_name, service) => {
    const reseau = await newReseau(database.db, 1);
    expect(await code(service(reseau.superviseur))).toBe("passe");
    expect(await code(service({ ...reseau.superviseur, actor: { kind: "anonymous" } }))).toBe("NOT_SIGNED_IN");
    expect(await code(service({ ...reseau.superviseur, actor: { kind: "clock" } }))).toBe("NOT_SIGNED_IN");
    for (const role of ["lecteur", "administrateur"] as const) {
      const member = await person(database.db, reseau.etablissements[0]?.id ?? "", role);
      expect(await code(service({ ...member, db: gateOf(database.db).request })), role).toBe("NOT_FOUND");
    }
  });

  it("ne montre que les siens : ni un autre réseau, ni un établissement sans réseau, ni celui qui l'a quitté", async () => {
    const [mine, other] = [await newReseau(database.db, 2), await newReseau(database.db, 1)];
    await newEtablissement(database.db);
    const uais = async () => (await loadReseau(mine.superviseur, ALL)).lines.map(({ uai }) => uai).sort();
    expect(await uais()).toEqual(mine.etablissements.map(({ uai }) => uai).sort());
    const asked = await loadReseau(mine.superviseur, parseReseauFilters({ reseau: other.id }));
    expect(asked.lines).toEqual([]);
    const [left, stays] = mine.etablissements;
    await database.db
      .update(etablissements)
      .set({ reseauId: null })
      .where(eq(etablissements.id, left?.id ?? ""));
    expect(await uais()).toEqual([stays?.uai]);
    // Whatever a query forgets, the database of the scope holds no row of the others.
    const { db } = await openReseau(mine.superviseur);
    expect((await db.select({ id: etablissements.id }).from(etablissements)).map(({ id }) => id)).toEqual([stays?.id]);
  });

  it("réunit ceux d'un superviseur de plusieurs réseaux, et les sépare à la demande", async () => {
    const [first, second] = [await newReseau(database.db, 1), await newReseau(database.db, 1)];
    const userId = actorId(first.superviseur.actor) ?? "";
    await database.db.insert(supervisions).values({ userId, reseauId: second.id });
    const page = await loadReseau(first.superviseur, ALL);
    expect(page.lines).toHaveLength(2);
    expect(page.reseaux.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    const one = await loadReseau(first.superviseur, parseReseauFilters({ reseau: second.id }));
    expect(one.lines.map(({ uai }) => uai)).toEqual(second.etablissements.map(({ uai }) => uai));
  });

  it("met d'abord ce qui ne part pas, puis la part d'invalides ; se filtre par le nom, l'UAI et l'état", async () => {
    const reseau = await newReseau(database.db, 4);
    const [absent, alerted, invalid, fine] = reseau.etablissements;
    for (const cfa of [alerted, invalid, fine]) await giveKey(database.db, cfa?.id ?? "", "cle-d-essai-0000");
    await database.db
      .insert(alertes)
      .values({ etablissementId: alerted?.id ?? "", kind: "key-refused", openedAt: new Date() });
    await storeDossiers(database.db, invalid?.id ?? "", [validSource(1), validSource(2, WRONG)]);
    await storeDossiers(database.db, fine?.id ?? "", [validSource(1)]);
    const kept = async (params: Record<string, string>) =>
      (await loadReseau(reseau.superviseur, parseReseauFilters(params))).lines.map(({ uai }) => uai);
    const [first, second, ...rest] = await kept({});
    expect([first, second].sort()).toEqual([absent?.uai, alerted?.uai].sort());
    expect(rest).toEqual([invalid?.uai, fine?.uai]);
    expect((await kept({ etat: "key" })).sort()).toEqual([absent?.uai, alerted?.uai].sort());
    expect(await kept({ etat: "alerte" })).toEqual([alerted?.uai]);
    expect(await kept({ etat: "invalid" })).toEqual([invalid?.uai]);
    expect(await kept({ recherche: fine?.uai.toLowerCase() ?? "" })).toEqual([fine?.uai]);
    expect(await kept({ recherche: "n'existe pas" })).toEqual([]);
  });

  it("donne en classeur les lignes de la page", async () => {
    const reseau = await newReseau(database.db, 2);
    await storeDossiers(database.db, reseau.etablissements[0]?.id ?? "", [validSource(1, WRONG), validSource(2)]);
    await fold();
    const { name, stream } = await exportReseau(reseau.superviseur, ALL);
    expect(name).toMatch(/^reseau-\d{4}-\d{2}-\d{2}\.xlsx$/);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await new Response(stream).arrayBuffer());
    const rows = (workbook.worksheets[0]?.getSheetValues() ?? [])
      .slice(2)
      .map((row) => (Array.isArray(row) ? row : []));
    expect(rows.map((row) => row[2]).sort()).toEqual(reseau.etablissements.map(({ uai }) => uai).sort());
    const own = rows.find((row) => row[2] === reseau.etablissements[0]?.uai);
    expect([own?.[7], own?.[8], own?.[9]]).toEqual([2, 1, 1]);
    expect(own?.[11]).toContain("7776444410001");
  });
});

describe("Les causes communes", () => {
  it("comptent une fois la même valeur fausse, avec un seul message et un lien qui mène à la cause de chacun", async () => {
    const reseau = await newReseau(database.db, 3);
    const [one, two, three] = reseau.etablissements;
    await storeDossiers(database.db, one?.id ?? "", [validSource(1, WRONG), validSource(2, WRONG)]);
    await storeDossiers(database.db, two?.id ?? "", [validSource(1, WRONG)]);
    await storeDossiers(database.db, three?.id ?? "", [validSource(1)]);
    const foreign = await newReseau(database.db, 1);
    await storeDossiers(database.db, foreign.etablissements[0]?.id ?? "", [validSource(1, WRONG)]);
    expect((await loadSharedCauses(reseau.superviseur)).pending).toBe(3);
    await fold();
    const { causes, pending, etablissements: count } = await loadSharedCauses(reseau.superviseur);
    expect([pending, count]).toEqual([0, 3]);
    const [shared] = causes.filter(({ severity }) => severity === "bloquante");
    expect(shared).toMatchObject({ dossiers: 3, unblocked: 3 });
    expect(shared?.etablissements.map(({ uai, dossiers }) => [uai, dossiers])).toEqual([
      [one?.uai, 2],
      [two?.uai, 1],
    ]);
    expect(shared?.message?.body).toContain(one?.uai);
    expect(shared?.message?.body).toContain("2 établissements, 3 dossiers");
    expect(shared?.message?.body).not.toMatch(/E-1|Nom 1/);
    const [first] = shared?.etablissements ?? [];
    const asked = { key: first?.causeKey ?? "", searches: {}, champ: "", by: "" };
    const opened = await within(reseau.superviseur, first?.uai ?? "", loadCause, asked);
    expect(opened?.cause.dossiers).toBe(2);
  });

  it("ne sont cherchées que là où un réseau regarde, et le sont dès qu'un établissement y entre", async () => {
    const alone = await newEtablissement(database.db);
    await storeDossiers(database.db, alone.id, [validSource(1, WRONG)]);
    await fold();
    const reseau = await newReseau(database.db, 0);
    await database.db.update(etablissements).set({ reseauId: reseau.id }).where(eq(etablissements.id, alone.id));
    expect(await loadSharedCauses(reseau.superviseur)).toMatchObject({ causes: [], pending: 1 });
    await fold();
    const { causes } = await loadSharedCauses(reseau.superviseur);
    expect(causes[0]).toMatchObject({ severity: "bloquante", dossiers: 1 });
  });
});
