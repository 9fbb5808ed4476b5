import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasValidSiretCheckDigit } from "@/lib/domain/anomalies/siret";
import { type ContratError, checkContrat } from "@/lib/domain/contrat-tba";
import type { Json, JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import { nextChange, statutOnDay } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { EXAMPLE_CFA } from "@/scripts/demo/example/cfa";
import { HEADINGS, TEMPLATE_HEADINGS } from "@/scripts/demo/example/columns";
import { exampleWorkbook } from "@/scripts/demo/example/example-workbook";
import { readBytes, readCells } from "@/tests/helpers/read-table";

const TODAY = "2026-11-24";
const IN_30_DAYS = "2026-12-24";
const MO = 1024 * 1024;

const EXAMPLE = "scripts/demo/example/apprenants-exemple.xlsx";
const bytesOf = (path: string) => new Uint8Array(readFileSync(path));
const sheet = await readCells(bytesOf(EXAMPLE), EXAMPLE);
const { reading, rows } = await readBytes(bytesOf(EXAMPLE), EXAMPLE, 10 * MO);
const sources = rows.map((row) => row.source);
const apprentices = sources.filter((source) => source.statut === "APP");
const errors = new Map<JsonObject, ContratError[]>(apprentices.map((source) => [source, checkContrat(source)]));
const refusedChamps = (source: JsonObject) => (errors.get(source) ?? []).map((error) => error.champ);
const text = (value: Json | undefined) => String(value ?? "");

const SIRET_FORMATEUR = "etablissement_formateur_siret";
const INSCRIPTION = "date_inscription_formation";
const UAI_RESPONSABLE = "etablissement_responsable_uai";
const blocked = (...champs: string[]) => apprentices.filter((source) => refusedChamps(source).join() === champs.join());

describe("Le fichier d'exemple", () => {
  it("est bien celui que son générateur écrit", async () => {
    expect(await readCells(await exampleWorkbook(), EXAMPLE)).toEqual(sheet);
  });

  it("a les en-têtes du modèle du TBA, dans son ordre, puis ceux du logiciel", async () => {
    const template = await readCells(bytesOf("tests/fixtures/modele-import-29012025.xlsx"), "modele.xlsx");
    expect(TEMPLATE_HEADINGS).toEqual(template.headings);
    expect(sheet.headings).toEqual(HEADINGS);
  });

  it("se lit en entier : 57 apprentis et 7 autres, aucune ligne écartée, aucune colonne ignorée", () => {
    expect(reading).toMatchObject({ dossiers: 64, setAside: [] });
    expect(reading.columns.filter(({ field }) => field === null)).toEqual([]);
    expect(rows.flatMap(({ doubts }) => doubts)).toEqual([]);
    expect(sources).toHaveLength(64);
    expect(apprentices).toHaveLength(57);
    const statuts = sources.map((source) => source.statut).filter((statut) => statut !== "APP");
    expect(statuts.sort()).toEqual(["ELV", "ELV", "ELV", "ELV", "STA", "STA", "STA"]);
    expect(new Set(sources.map((source) => source.id_erp_apprenant)).size).toBe(64);
  });

  it("40 dossiers sont refusés, pour trois causes seulement, et 17 acceptés", () => {
    expect(blocked()).toHaveLength(17);
    expect(blocked(SIRET_FORMATEUR)).toHaveLength(28);
    expect(blocked(INSCRIPTION, SIRET_FORMATEUR)).toHaveLength(3);
    expect(blocked(INSCRIPTION)).toHaveLength(4);
    expect(blocked(UAI_RESPONSABLE)).toHaveLength(5);
  });

  it("chaque cause porte la même valeur fausse, ou touche le même groupe", () => {
    const faulty = (champ: string) => apprentices.filter((source) => refusedChamps(source).includes(champ));
    const values = (champ: string) => new Set(faulty(champ).map((source) => source[champ]));
    expect(values(SIRET_FORMATEUR)).toEqual(new Set([EXAMPLE_CFA.siret.slice(0, 13)]));
    expect(values(UAI_RESPONSABLE)).toEqual(new Set([EXAMPLE_CFA.uai.slice(1)]));
    expect(values(INSCRIPTION)).toEqual(new Set([undefined]));
    expect(new Set(faulty(INSCRIPTION).map((source) => source.groupe_formation)).size).toBe(1);
  });

  it("a aussi de quoi montrer ce que le TBA perd ou comprend mal", () => {
    const employers = apprentices.flatMap((s) => [s.siret_employeur, s.siret_employeur_2].filter(Boolean).map(text));
    expect(employers.filter((siret) => siret.length === 13)).toHaveLength(2);
    const integers = employers.filter((siret) => /^\d{14}$/.test(siret));
    expect(integers).toHaveLength(employers.length - 2);
    expect(integers.filter((siret) => !hasValidSiretCheckDigit(siret))).toHaveLength(1);
    expect(apprentices.filter((s) => s.formation_cfd === undefined)).toHaveLength(3);
    expect(apprentices.filter((s) => !/^\d{9}[A-Z]{2}$/.test(text(s.ine_apprenant)))).toHaveLength(1);
  });

  it("ne donne lieu à aucune autre anomalie", () => {
    const codes = new Map<string, number>();
    for (const source of apprentices) {
      for (const { code } of prepare(source, {}).anomalies) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.values()].sort((a, b) => a - b)).toEqual([1, 1, 2, 3, 5, 7, 31]);
  });

  it("les statuts du jour : presque tous en contrat, six inscrits dont cinq passeront en abandon sous 30 jours", () => {
    const counts: Partial<Record<StatutTba, number>> = {};
    let upcomingAbandons = 0;
    for (const source of apprentices) {
      const parcours = prepare(source, {}).parcours ?? [];
      const statut = statutOnDay(parcours, TODAY);
      counts[statut] = (counts[statut] ?? 0) + 1;
      const [day = "", next] = nextChange(parcours, TODAY) ?? [];
      if (next === "ABANDON" && day <= IN_30_DAYS) upcomingAbandons += 1;
    }
    expect(counts).toEqual({ APPRENTI: 50, INSCRIT: 6, ABANDON: 1 });
    expect(upcomingAbandons).toBe(5);
    expect(apprentices.filter((s) => s.contrat_date_debut_2 !== undefined)).toHaveLength(2);
  });

  it("l'établissement inventé a un UAI et un SIRET aux clés justes", () => {
    const { uai, siret } = EXAMPLE_CFA;
    expect("ABCDEFGHJKLMNPRSTUVWXYZ"[Number(uai.slice(0, 7)) % 23]).toBe(uai.slice(7));
    expect(hasValidSiretCheckDigit(siret)).toBe(true);
  });

  it("a les cellules d'un vrai fichier : codes postaux en nombres, dates en dates ou en textes, oui en toutes lettres", () => {
    const column = (name: string) => sheet.rows.map((l) => l.cells[HEADINGS.indexOf(name)] ?? null);
    expect(column("code_postal_apprenant *").every((c) => typeof c === "number")).toBe(true);
    expect(column("code_postal_de_naissance_apprenant")).toContain(1000);
    expect(column("type_cfa")).toContain(9);
    expect(new Set(column("rqth_apprenant"))).toEqual(new Set(["OUI", "NON", false]));
    const births = column("date_de_naissance_apprenant *").map(String);
    for (const form of [/^\d{4}-\d\d-\d\d$/, /^\d\d\/\d\d\/\d{4}$/, /^\d\d\/\d\d\/\d\d$/]) {
      expect(births.some((birth) => form.test(birth))).toBe(true);
    }
    expect(sources.every((s) => /^(19|20)\d\d-\d\d-\d\d$/.test(text(s.date_de_naissance_apprenant)))).toBe(true);
    expect(sources.every((s) => text(s.email_contact).endsWith("@example.org"))).toBe(true);
    expect(sources.every((s) => /^01 ?99 ?00/.test(text(s.tel_apprenant)))).toBe(true);
  });
});
