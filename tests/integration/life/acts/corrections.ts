import { desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { changeSets } from "@/db/schema/corrections";
import type { ChampKey } from "@/lib/domain/champs";
import { effectiveValues } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import { doubtKey } from "@/lib/domain/open-doubts";
import { ServiceError } from "@/lib/errors";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { confirmDoubt } from "@/lib/services/dossiers/confirm-doubt";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { wholeRapport } from "../pages";
import { EMPLOYEUR, SIRET, UNKNOWN } from "../school-software";
import { SILENT_TBA } from "../silent-tba";
import { differences, snapshotOf, validOf } from "../stored";
import type { Cfa } from "../world";

const snapshot = (cfa: Cfa) => snapshotOf(cfa.tools.database.db, cfa.id);

/** What a person may type, under each heading. */
const TYPED = {
  etablissement_formateur_siret: [SIRET, UNKNOWN],
  adresse_apprenant: ["2 rue", "9 rue", ""],
  siret_employeur: [EMPLOYEUR],
  date_fin_formation: ["31/07/2028", "31/07/2027"],
  date_de_naissance_apprenant: ["20/05/2006", "14/03/2005"],
  contrat_date_rupture: ["15/11/2026", ""],
  annee_scolaire: ["2026-2027", "2027-2028"],
} satisfies Partial<Record<ChampKey, readonly string[]>>;
/** What repairs a cause, by its field. */
const RIGHT: Partial<Record<ChampKey, string>> = {
  siret_employeur: EMPLOYEUR,
  formation_cfd: "40025214",
  formation_rncp: "RNCP38243",
  date_fin_formation: "31/07/2027",
  date_de_naissance_apprenant: "20/05/2006",
  ine_apprenant: "",
};
const CORRECTED = Object.keys(TYPED) as (keyof typeof TYPED)[];

async function lastChangeSet({ id, tools }: Cfa): Promise<string | null> {
  const { db } = tools.database;
  const [last] = await db
    .select()
    .from(changeSets)
    .where(eq(changeSets.etablissementId, id))
    .orderBy(desc(changeSets.at))
    .limit(1);
  return last?.id ?? null;
}

/** A correction that is undone at once leaves everything as it was. */
async function perhapsUndo(cfa: Cfa, changeSet: string, before: Awaited<ReturnType<typeof snapshot>>): Promise<string> {
  cfa.changeSets.push(changeSet);
  if (!cfa.chances.chance(0.3)) return "";
  await cfa.act(undoChangeSet, changeSet);
  expect(differences(await snapshot(cfa), before), "correction annulée").toEqual([]);
  return ", annulé";
}

/** Somebody corrects a field on the page of a dossier. */
export async function correctOne(cfa: Cfa): Promise<string> {
  const { pick } = cfa.chances;
  const before = await snapshot(cfa);
  const { id, idErp } = pick([...before.values()]);
  const champ = pick(CORRECTED);
  const typed = pick(TYPED[champ]);
  const { version, source, corrections } = await cfa.ask(loadDossier, id, parseFilters({}));
  const values = effectiveValues(source, corrections);
  const last = await lastChangeSet(cfa);
  await cfa.act(correctDossier, id, { version, inputs: [{ champ, before: formatInput(values[champ]), typed }] });
  const changeSet = await lastChangeSet(cfa);
  const undone = changeSet === null || changeSet === last ? "" : await perhapsUndo(cfa, changeSet, before);
  return `${idErp}.${champ}=${typed}${undone}`;
}

/** A cause of the plan is repaired for all: what was shown before is what happens, dossier by dossier. */
export async function correctCauseOfPlan(cfa: Cfa): Promise<string> {
  const { pick } = cfa.chances;
  const plan = await cfa.ask(loadPlan, { searches: {} });
  const { key, title } = pick([...plan.bloquantes, ...plan.others]);
  const request = { key, searches: {}, champ: "", by: "" };
  const cause = await cfa.ask(loadCause, request);
  if (cause === null) throw new Error("Une cause du plan n'a pas de page.");
  const before = await snapshot(cfa);
  const right = RIGHT[cause.champ] ?? SIRET;
  const typed = Object.fromEntries(cause.groups.map((group) => [group.key, right]));
  const shown = await cfa.ask(previewCorrection, request, { inputs: {}, takeAll: true }).catch((error: unknown) => {
    if (!(error instanceof ServiceError)) throw error;
    return cfa.ask(previewCorrection, request, { inputs: typed, takeAll: false });
  });
  expect(differences(await snapshot(cfa), before), "aperçu").toEqual([]);
  const etats = new Map((await wholeRapport(cfa)).rows.map(({ id, etat }) => [id, etat]));
  const done = await cfa.act(correctCause, request, shown.inputs, SILENT_TBA);
  const { preview } = shown;
  expect({ before: validOf(before), after: validOf(await snapshot(cfa)), corrected: done.dossiers }, title).toEqual({
    before: preview.validBefore,
    after: preview.validAfter,
    corrected: preview.corrected,
  });
  const changed = (await wholeRapport(cfa)).rows.filter(({ id, etat }) => etats.get(id) !== etat);
  expect(changed.map(({ id, etat }) => [id, etats.get(id), etat]).sort(), title).toEqual(
    preview.changes.map((change) => [change.id, change.before, change.after]).sort(),
  );
  return `${title}, ${preview.validBefore} → ${preview.validAfter}${await perhapsUndo(cfa, done.changeSetId, before)}`;
}

/** A correction of any day is undone, whatever happened since: nobody disappears. */
export async function undoOldCorrection(cfa: Cfa): Promise<string> {
  const before = await snapshot(cfa);
  const { dossiers, conflicts } = await cfa.act(undoChangeSet, cfa.chances.pick(cfa.changeSets));
  expect([...(await snapshot(cfa)).keys()]).toEqual([...before.keys()]);
  return `${dossiers} dossiers, ${conflicts} valeurs changées depuis`;
}

/** «Oui, c'est juste» of what reading a file left in doubt. */
export async function sayRight(cfa: Cfa): Promise<string> {
  const { pick } = cfa.chances;
  const { id, idErp, doubts, source } = pick([...(await snapshot(cfa)).values()].filter((d) => d.doubts.length > 0));
  await cfa.act(confirmDoubt, id, doubtKey(pick(doubts), source));
  return idErp;
}

/** A dossier is written from nothing, under an identifier of ours or that of the software, which may come to send it later and says less of it. */
export async function writeDossier(cfa: Cfa): Promise<string> {
  const { chance, pick } = cfa.chances;
  const pupil = { ...cfa.school.newPupil(), etablissement_formateur_siret: SIRET, siret_employeur: "" };
  const isKnown = chance(0.6);
  const typed = Object.entries(pupil).flatMap(([champ, value]) =>
    value === "" || (champ === "id_erp_apprenant" && !isKnown)
      ? []
      : [{ champ: champ as ChampKey, typed: formatInput(value) }],
  );
  await cfa.act(createDossier, typed);
  const silent = pick(["adresse_apprenant", "tel_apprenant", "contrat_date_fin", "formation_rncp"] as const);
  if (chance(0.7)) cfa.school.pupils.push({ ...pupil, [silent]: "" });
  return `${pupil.nom_apprenant} ${isKnown ? pupil.id_erp_apprenant : ""}`;
}
