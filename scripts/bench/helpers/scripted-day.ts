import { setTimeout as pause } from "node:timers/promises";
import { writeXlsx } from "hucre/xlsx";
import { CHAMPS } from "@/lib/domain/champs";
import { cfaE2e } from "@/tests/e2e/cfas";
import { applyOver, sendFile } from "@/tests/walls/import-over";
import { type Site, signInOver } from "@/tests/walls/site";
import { submitForm } from "@/tests/walls/submit-form";
import type { Owner } from "./copy-rows";
import { ask } from "./http-pages";
import { variedDossiers } from "./varied-dossiers";

const COLUMNS = CHAMPS.slice(0, 40).map(({ key }) => key);
const DOSSIERS = 500;
/** How often each page is read in a day, and how many dossiers are corrected one by one. */
const [READINGS, CORRECTIONS] = [10, 10];
const LATE_MS = 120_000;

/** The file of a day: one dossier in twenty is not as it was the day before. */
async function fileOf(day: number): Promise<Uint8Array> {
  const rows = variedDossiers(DOSSIERS).map((dossier, n) => {
    const changed = n % 20 === day % 20 ? { ...dossier, adresse_apprenant: `${day} rue du Jour` } : dossier;
    return COLUMNS.map((key) => {
      const value = changed[key];
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
    });
  });
  return new Uint8Array(await writeXlsx({ sheets: [{ name: "Apprenants", rows: [COLUMNS, ...rows] }] }));
}

const PAGES = [
  "etablissement/tableau-de-bord-apprentissage",
  "etablissement/tableau-de-bord-apprentissage?etat=invalide",
  "etablissement/tableau-de-bord-apprentissage?apprenant=nom-12",
  "etablissement/tableau-de-bord-apprentissage?page=7",
  "etablissement/a-surveiller",
  "etablissement/corrections",
  "imports",
  "transmissions",
];

/** Waits until the établissement has one more transmission that went to its end. */
async function transmit(site: Site, owner: Owner, uai: string, cookie: string): Promise<void> {
  const count = async () => {
    const [found] = await owner<{ n: number }[]>`select count(*)::int as n from transmissions t
      join etablissements e on e.id = t.etablissement_id where e.uai = ${uai} and t.status = 'completed'`;
    return found?.n ?? 0;
  };
  const before = await count();
  const report = `/${uai}/${PAGES[0]}`;
  await submitForm(site, report, { cookie, marker: "Transmettre maintenant", typed: {} });
  for (const end = Date.now() + LATE_MS; (await count()) === before; await pause(100)) {
    if (Date.now() > end) throw new Error("La transmission ne finit pas.");
  }
}

/** Corrects some dossiers one by one, by the form of their page, without script. */
async function correctSome(site: Site, owner: Owner, uai: string, cookie: string, day: number): Promise<void> {
  const dossiers = await owner<
    { id: string }[]
  >`select d.id from dossiers d join etablissements e on e.id = d.etablissement_id
    where e.uai = ${uai} order by d.numero offset ${day * CORRECTIONS} limit ${CORRECTIONS}`;
  for (const { id } of dossiers) {
    const path = `/${uai}/apprenants/${id}`;
    const typed = { "saisie.code_postal_apprenant": String(35_000 + day) };
    const { body } = await submitForm(site, path, { cookie, marker: "saisie.code_postal_apprenant", typed });
    if (!body.includes("Enregistré.")) throw new Error("Une correction n'est pas enregistrée.");
  }
}

/**
 * A day of a secretary, over HTTP: signs in, brings a file in, reads the pages again and again, corrects dossiers, downloads the whole report,
 * transmits. Throws on anything that does not go well.
 */
export async function liveOneDay(site: Site, owner: Owner, rank: number, day: number): Promise<void> {
  const { uai } = cfaE2e(rank);
  const cookie = await signInOver(site, rank, "gestionnaire");
  const sent = await sendFile(site, uai, cookie, `jour-${day}.xlsx`, await fileOf(day));
  const { location } = await sent.json();
  await applyOver(site, cookie, location);
  for (let reading = 0; reading < READINGS; reading++) {
    for (const page of PAGES) await ask(site, { name: page, path: `/${uai}/${page}`, cookie });
  }
  await correctSome(site, owner, uai, cookie, day);
  const report = await fetch(`${site.url}/${uai}/${PAGES[0]}/rapport-complet`, { headers: { cookie } });
  if (report.status !== 200) throw new Error(`Le rapport complet a répondu ${report.status}.`);
  await report.arrayBuffer();
  await transmit(site, owner, uai, cookie);
}
