import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { rows } from "@/db/database";
import { addDays } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { isContratChamp } from "@/scripts/tba-simulateur/enrolments";
import { store } from "@/scripts/tba-simulateur/storage";
import { wholeRapport } from "../pages";
import { UNKNOWN } from "../school-software";
import { etatsOf } from "../stored";
import type { Cfa } from "../world";

/** What the simulated TBA shows of an apprentice. */
type AtTba = JsonObject & {
  contrats: {
    date_debut: string;
    date_fin: string | null;
    date_rupture: string | null;
    siret_employeur: string | null;
  }[];
  statut: string;
  transmis_le: string;
};

/** By what the TBA knows a dossier. */
export const nameOf = (values: JsonObject) =>
  JSON.stringify([
    values.id_erp_apprenant,
    values.etablissement_formateur_uai,
    values.etablissement_formateur_siret,
    values.annee_scolaire,
  ]);

/** All that the TBA has of a CFA today, whatever the key that sent it: the last sent first. */
export async function listAtTba({ tools: { simulator }, keys }: Cfa): Promise<Map<string, AtTba>> {
  const found: AtTba[] = [];
  for (const key of keys) {
    const address = `${simulator.url}/_simulateur/effectifs?cle=${key}&date=${parisDay(new Date())}`;
    found.push(...((await (await fetch(address)).json()) as AtTba[]));
  }
  found.sort((a, b) => (a.transmis_le < b.transmis_le ? -1 : 1));
  return new Map(found.map((enrolment) => [nameOf(enrolment), enrolment]));
}

/** The contracts of a payload that the TBA has stored. */
function contratsOf(values: JsonObject) {
  return ["", "_2", "_3", "_4"].flatMap((rank) => {
    const of = (champ: string) => values[`${champ}${rank}`] ?? null;
    const [debut, fin, rupture] = [of("contrat_date_debut"), of("contrat_date_fin"), of("contrat_date_rupture")];
    return debut === null
      ? []
      : [{ date_debut: debut, date_fin: fin, date_rupture: rupture, siret_employeur: of("siret_employeur") }];
  });
}

/** What the TBA keeps of a payload: as it stores it, and an exclusion of before that it no longer says. */
function keptOf(payload: string) {
  const values = JSON.parse(payload) as JsonObject;
  store(values);
  const sent = Object.entries(values).filter(([champ, value]) => value !== undefined && !isContratChamp(champ));
  return { name: nameOf(values), values: Object.fromEntries(sent), contrats: contratsOf(values), all: values };
}

const isLost = ({
  etablissement_formateur_siret: formateur,
  etablissement_responsable_siret: responsable,
}: JsonObject) => [formateur, responsable].includes(UNKNOWN);

/** «Transmis sur TBA» is said of what the TBA holds, exactly so, and of nothing else; it will show the status that the report shows. */
export async function trueAtTba(cfa: Cfa): Promise<void> {
  const { db } = cfa.tools.database;
  const atTba = await listAtTba(cfa);
  const etats = await etatsOf(db, cfa.id);
  const { rows: shown } = await wholeRapport(cfa);
  const statuts = new Map(shown.map(({ id, statut }) => [id, statut]));
  const found = await rows<{ id: string; payload: string; exclusion: string | null; kept: string | null }>(
    db,
    sql`select d.id, d.payload, d.exclusion::text, s.kept_exclusion::text as kept from dossiers d join submissions s on s.dossier_id = d.id
      where d.etablissement_id = ${cfa.id}::uuid and d.apprenti`,
  );
  for (const { id, payload, exclusion, kept: keptExclusion } of found) {
    if (etats.get(id) !== "transmis") continue;
    const sent = keptOf(payload);
    const enrolment = atTba.get(sent.name);
    if (isLost(sent.all)) {
      expect(enrolment, "couple que le TBA ne connaît pas").toBeUndefined();
      continue;
    }
    expect(enrolment, `« Transmis » et pas au TBA : ${sent.name}`).toMatchObject({
      ...sent.values,
      contrats: sent.contrats,
    });
    // A Saturday's recomputation brings back an exclusion that the TBA keeps, until it is sent again.
    const takenBack = exclusion === null && keptExclusion !== null;
    if (!takenBack) expect({ id, statut: statuts.get(id) }, sent.name).toEqual({ id, statut: enrolment?.statut });
  }
}

/** The days on which the TBA computes every status again, among those that passed. */
export async function recomputeOnSaturdays(
  { tools: { simulator }, keys }: Cfa,
  from: Date,
  until: Date,
): Promise<void> {
  for (let day = addDays(parisDay(from), 1); day <= parisDay(until); day = addDays(day, 1)) {
    if (new Date(`${day}T12:00:00Z`).getUTCDay() !== 6) continue;
    for (const key of keys) await fetch(`${simulator.url}/_simulateur/samedi?cle=${key}`, { method: "POST" });
  }
}
