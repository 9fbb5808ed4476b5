import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { doubtKey } from "@/lib/domain/open-doubts";
import { confirmDoubt } from "@/lib/services/dossiers/confirm-doubt";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS } from "@/tests/factories/importing-cfa";
import { audited } from "@/tests/helpers/audited";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const unreachable = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };

async function cfa() {
  const { id, uai } = await newEtablissement(database.db);
  const ctx = await person(database.db, id, "gestionnaire");
  const onImport = (name: string) => {
    const file = { name: "a.csv", bytes: new TextEncoder().encode(`${HEADINGS}\n${fileRow("A", name)}`) };
    return within(ctx, uai, importBytes, file, unreachable);
  };
  const dossier = async () => {
    const [found] = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, id));
    if (found === undefined) throw new Error("Préparation manquée");
    return found;
  };
  const asks = async () => {
    const { anomalies, blocked } = await dossier();
    return { asks: anomalies.some(({ code }) => code === "DOUTE"), blocked };
  };
  const key = async () => {
    const { doubts, source } = await dossier();
    const [doubt] = doubts;
    return doubt === undefined ? "" : doubtKey(doubt, source);
  };
  return { id, uai, ctx, onImport, dossier, asks, key };
}

describe("« C'est juste »", () => {
  it("lève le doute, le dossier part, le journal le garde, et le fichier suivant ne demande plus", async () => {
    const { id, uai, ctx, onImport, dossier, asks, key } = await cfa();
    await onImport("LefÃ¨vre");
    expect(await asks()).toEqual({ asks: true, blocked: true });
    await within(ctx, uai, confirmDoubt, (await dossier()).id, await key());
    expect(await asks()).toEqual({ asks: false, blocked: false });
    expect(await audited(database.db, id)).toContain("doubts-confirmed");
    await onImport("LefÃ¨vre");
    expect(await asks()).toEqual({ asks: false, blocked: false });
  });

  it("n'est plus demandé sur la page du dossier, et tient quand une autre de ses valeurs est corrigée", async () => {
    const { uai, ctx, onImport, dossier, asks, key } = await cfa();
    await onImport("LefÃ¨vre");
    const { id } = await dossier();
    const page = () => within({ ...ctx, now: new Date() }, uai, loadDossier, id, parseFilters({}));
    expect((await page()).doubts).toHaveLength(1);
    await within(ctx, uai, confirmDoubt, id, await key());
    const { doubts, version } = await page();
    expect(doubts).toEqual([]);
    const inputs = [{ champ: "email_contact" as const, before: "", typed: "lea@example.org" }];
    await within({ ...ctx, now: new Date() }, uai, correctDossier, id, { version, inputs });
    expect(await asks()).toEqual({ asks: false, blocked: false });
  });

  it("ne vaut que pour la valeur qui fut montrée, et pas pour celle d'un autre établissement", async () => {
    const { uai, ctx, onImport, dossier, asks, key } = await cfa();
    await onImport("LefÃ¨vre");
    const [{ id: dossierId }, before] = [await dossier(), await key()];
    const other = await cfa();
    const elsewhere = within(other.ctx, other.uai, confirmDoubt, dossierId, before);
    await expect(elsewhere).rejects.toMatchObject({ code: "NOT_FOUND" });
    await onImport("GÃ©raud");
    await expect(within(ctx, uai, confirmDoubt, dossierId, before)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await asks()).toEqual({ asks: true, blocked: true });
  });
});
