import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ChampKey } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { loadEndedCorrections, loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { undoImport } from "@/lib/services/imports/undo-import";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { extractPerson } from "@/lib/services/rgpd/extract/extract-person";
import { storedDossiers } from "@/tests/factories/dossiers";
import { fileRow, HEADINGS, importingCfa } from "@/tests/factories/importing-cfa";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const server = softwareServer(database);

/** What the software says of them. */
const RECEIVED: JsonObject = {
  id_erp_apprenant: "E-1",
  nom_apprenant: "Martin",
  prenom_apprenant: "Léa",
  date_de_naissance_apprenant: "2008-02-29",
  annee_scolaire: "2026-2027",
  date_inscription_formation: "2026-09-01",
  date_entree_formation: "2026-09-01",
  date_fin_formation: "2028-08-31",
  libelle_court_formation: "BTS MCO",
  etablissement_responsable_uai: "0359471E",
  etablissement_responsable_siret: "59904711500010",
  etablissement_formateur_uai: "0359471E",
  etablissement_formateur_siret: "59904711500010",
};
const ROW = fileRow("E-1", "Martin");
const TYPED: JsonObject = {
  ...RECEIVED,
  adresse_apprenant: "1 rue d'Anne",
  tel_apprenant: "0612345678",
  rqth_apprenant: true,
};

const inputsOf = (values: JsonObject) =>
  Object.entries(values).map(([champ, value]) => ({
    champ: champ as ChampKey,
    typed: typeof value === "boolean" ? (value ? "oui" : "non") : String(value),
  }));

/** Somebody who types a dossier under the identifier that the software has for it, and the software that sends it later. */
async function cfa(typed: JsonObject = TYPED) {
  const one = await cfaWithJeton(database.db);
  const { ctx, uai, jeton } = one;
  const id = await within(ctx, uai, createDossier, inputsOf(typed));
  const read = async () => {
    const found = [...(await storedDossiers(database.db, one.id)).values()].find((each) => each.id === id);
    if (found === undefined) throw new Error("Préparation manquée");
    return { ...found, sent: JSON.parse(found.payload) as JsonObject };
  };
  const type = async (champ: ChampKey, before: string, value: string) => {
    const { version } = await within(ctx, uai, loadDossier, id, parseFilters({}));
    await within(ctx, uai, correctDossier, id, { version, inputs: [{ champ, before, typed: value }] });
  };
  const send = async (dossier: JsonObject) => {
    const { status, body } = await push(server.url, jeton, [dossier]);
    expect([status, body.data[0].validation_errors]).toEqual([200, []]);
  };
  const told = async () => {
    const note = await within({ ...ctx, now: new Date() }, uai, loadImportNote);
    const links = note?.links ?? [];
    const ended = await Promise.all(links.map(({ importId }) => within(ctx, uai, loadEndedCorrections, importId)));
    return ended.flat().map(({ champ, outcome, corrected, received }) => ({ champ, outcome, corrected, received }));
  };
  return { ...one, dossierId: id, read, type, send, told };
}

describe("Un dossier saisi à la main, que le logiciel envoie ensuite", () => {
  it("garde ce que le logiciel ne dit pas, corrections de ce qu'il tait, qui tiennent à chaque envoi", async () => {
    const { read, send, told } = await cfa();
    await send(RECEIVED);
    await send({ ...RECEIVED, email_contact: "lea@ex.fr" });
    const { sent, source, corrections } = await read();
    expect(sent).toMatchObject({ ...TYPED, email_contact: "lea@ex.fr" });
    expect(source).toEqual({ ...RECEIVED, email_contact: "lea@ex.fr" });
    expect(corrections).toEqual({
      adresse_apprenant: { value: "1 rue d'Anne", source: null },
      tel_apprenant: { value: TYPED.tel_apprenant, source: null },
      rqth_apprenant: { value: true, source: null },
    });
    expect(await told()).toEqual([]);
  });

  it("est dit saisi à la main dans l'extrait de la personne, puis reçu du logiciel", async () => {
    const { ctx, uai, dossierId, send } = await cfa();
    const extract = async () => {
      const { bytes } = await within(ctx, uai, extractPerson, dossierId);
      return strFromU8(unzipSync(bytes)["donnees.json"] ?? new Uint8Array());
    };
    const before = await extract();
    expect([before.includes('"saisi à la main": {'), before.includes("passerelle_saisi")]).toEqual([true, false]);
    await send(RECEIVED);
    expect(await extract()).toContain('"reçu du logiciel": {');
  });

  it("dit ce que le logiciel a remplacé, et qui l'emporte", async () => {
    const { read, send, told } = await cfa();
    await send({ ...RECEIVED, adresse_apprenant: "9 rue du Logiciel" });
    expect((await read()).sent).toMatchObject({ adresse_apprenant: "9 rue du Logiciel", rqth_apprenant: true });
    expect(await told()).toEqual([
      {
        champ: "adresse_apprenant",
        outcome: "overridden",
        corrected: "1 rue d'Anne",
        received: "9 rue du Logiciel",
      },
    ]);
  });

  it("n'est plus à la main dès le premier envoi, même s'il ne change rien : ce que le logiciel vide ensuite l'est", async () => {
    const { read, send, told } = await cfa({ ...RECEIVED, email_contact: "lea@ex.fr" });
    await send({ ...RECEIVED, email_contact: "lea@ex.fr" });
    await send(RECEIVED);
    expect((await read()).sent).not.toHaveProperty("email_contact");
    expect(await told()).toEqual([]);
  });

  it("corrigé entre-temps garde la correction, et non ce qui fut d'abord tapé", async () => {
    const { read, type, send, told } = await cfa();
    await type("adresse_apprenant", "1 rue d'Anne", "2 rue d'Anne");
    await type("tel_apprenant", String(TYPED.tel_apprenant), "");
    await send(RECEIVED);
    const { sent, corrections } = await read();
    expect(sent).toMatchObject({ adresse_apprenant: "2 rue d'Anne" });
    expect(sent).not.toHaveProperty("tel_apprenant");
    expect(Object.keys(corrections).sort()).toEqual(["adresse_apprenant", "rqth_apprenant"]);
    expect((await told()).filter(({ outcome }) => outcome === "overridden")).toEqual([]);
    // What it had been at first is what the software says now: the correction of it holds.
    const second = await cfa();
    await second.type("adresse_apprenant", "1 rue d'Anne", "2 rue d'Anne");
    await second.send({ ...RECEIVED, adresse_apprenant: "1 rue d'Anne" });
    expect((await second.read()).sent).toMatchObject({ adresse_apprenant: "2 rue d'Anne" });
  });

  it("n'est pas en désaccord avec ce que le logiciel écrit autrement", async () => {
    const { read, send, told } = await cfa({ ...RECEIVED, email_contact: "lea@ex.fr", code_postal_apprenant: "35000" });
    await send({
      ...RECEIVED,
      nom_apprenant: String(RECEIVED.nom_apprenant).toUpperCase(),
      code_postal_apprenant: 35000,
    });
    expect((await read()).corrections).toEqual({ email_contact: { value: "lea@ex.fr", source: null } });
    expect(await told()).toEqual([]);
  });

  it("ne prête pas la fin de son contrat à un autre contrat du logiciel : c'est dit", async () => {
    const contract = {
      contrat_date_debut: "2026-09-01",
      contrat_date_fin: "2028-08-31",
      siret_employeur: "59904711500010",
    };
    const { read, send, told } = await cfa({ ...RECEIVED, ...contract });
    await send({ ...RECEIVED, contrat_date_debut: "2026-11-02", siret_employeur: contract.siret_employeur });
    const { sent } = await read();
    expect(sent).toMatchObject({ contrat_date_debut: "2026-11-02" });
    expect(sent).not.toHaveProperty("contrat_date_fin");
    expect(await told()).toEqual([
      { champ: "contrat_date_debut", outcome: "overridden", corrected: "2026-09-01", received: "2026-11-02" },
      { champ: "contrat_date_fin", outcome: "overridden", corrected: "2028-08-31", received: null },
    ]);
  });
});

describe("Un dossier saisi à la main, qu'un fichier porte ensuite", () => {
  it("n'y perd rien : l'aperçu ne dit que ce qui change, et l'annuler rend le dossier tel qu'il fut tapé", async () => {
    const { ctx, uai, csv, apply, staged, stored } = await importingCfa(database, queue);
    const id = await within(ctx, uai, createDossier, inputsOf(TYPED));
    const typed = (await stored()).get("E-1");
    const first = await csv(ROW);
    const [shown] = await staged(first);
    expect(shown).toMatchObject({ kind: "unchanged", dossierId: id, changes: null });
    const applied = await apply(first);
    expect(applied).toMatchObject({ state: "applied", unchanged: 1, correctionsKept: 3 });
    const now = (await stored()).get("E-1");
    expect(now?.corrections).toMatchObject({
      adresse_apprenant: { value: "1 rue d'Anne", source: null },
      rqth_apprenant: { value: true, source: null },
    });
    await within(ctx, uai, undoImport, first);
    const { modifiedAt: _m, importId: _i, ...back } = (await stored()).get("E-1") ?? {};
    const { modifiedAt: _n, importId: _j, ...was } = typed ?? {};
    expect(back).toEqual(was);
    // And so again: an undone file has said nothing.
    await apply(await csv(ROW));
    expect((await stored()).get("E-1")?.corrections).toEqual(now?.corrections);
  });

  it("dit dans l'aperçu ce que le fichier remplace, et le redit une fois appliqué", async () => {
    const { ctx, uai, csv, apply, staged, stored, importRow } = await importingCfa(database, queue);
    await within(ctx, uai, createDossier, inputsOf({ ...TYPED, libelle_court_formation: "BTS NDRC" }));
    const ready = await csv(ROW);
    expect(await staged(ready)).toMatchObject([
      { kind: "modified", changes: { libelle_court_formation: { before: "BTS NDRC", after: "BTS MCO" } } },
    ]);
    expect(await importRow(ready)).toMatchObject({ correctionsKept: 3, correctionsOverridden: 1 });
    await apply(ready);
    expect(await within(ctx, uai, loadEndedCorrections, ready)).toMatchObject([
      { champ: "libelle_court_formation", outcome: "overridden", corrected: "BTS NDRC", received: "BTS MCO" },
    ]);
    await apply(await csv(ROW, fileRow("E-2", "Durand")));
    expect((await stored()).get("E-1")).toMatchObject({
      source: { libelle_court_formation: "BTS MCO" },
      corrections: { adresse_apprenant: { value: "1 rue d'Anne", source: null } },
    });
  });

  it("dit dans l'aperçu ce qui s'en va d'un contrat que le fichier remplace", async () => {
    const { ctx, uai, send, staged, importRow } = await importingCfa(database, queue);
    const contract = { contrat_date_debut: "2026-09-01", contrat_date_fin: "2028-08-31" };
    await within(ctx, uai, createDossier, inputsOf({ ...RECEIVED, ...contract }));
    const text = [`${HEADINGS};contrat_date_debut;contrat_date_fin`, `${ROW};02/11/2026;`].join("\n");
    const id = await send("export.csv", new TextEncoder().encode(text));
    expect(await staged(id)).toMatchObject([
      {
        kind: "modified",
        changes: {
          contrat_date_debut: { before: "2026-09-01", after: "2026-11-02" },
          contrat_date_fin: { before: "2028-08-31", after: null },
        },
      },
    ]);
    expect(await importRow(id)).toMatchObject({ correctionsOverridden: 2 });
  });
});
