import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { type DossierSitue, lireContexteDossiers } from "./contexte-dossiers";
import { type AEcrire, type Avant, ecrirePreparations, noterPreparation, RESULTATS } from "./ecrire-preparations";
import { type ColonnesPreparees, colonnesPreparees } from "./ligne-preparee";

/** «sauter» leaves rows that someone else is writing and never waits; «attendre» waits for them. */
export type Verrou = "sauter" | "attendre";

export type Lot = {
  /** The dossiers done; those left to others are not among them. */
  ids: string[];
  /** Établissements where who is the same person as whom may have changed. */
  remanies: Set<string>;
};

type Ligne = Avant & DossierSitue & Pick<ColonnesPreparees, "source" | "corrections">;

const colonnes = getTableColumns(dossiers);
const LUES = [
  "id",
  "etablissementId",
  "idErpApprenant",
  "source",
  "corrections",
  "versionContrat",
  ...RESULTATS,
] as const satisfies readonly (keyof Ligne)[];
const EN_JSON = LUES.filter((cle) => colonnes[cle].getSQLType() === "jsonb");

/** JSON as text, to be read one dossier at a time: a whole batch of objects in memory would cost more to the collector than its preparation. */
const SELECTION = sql.raw(
  LUES.map((cle) => `d.${colonnes[cle].name}${EN_JSON.includes(cle) ? "::text" : ""} as "${cle}"`).join(", "),
);
type Brute = Pick<Ligne, "id" | "etablissementId" | "idErpApprenant" | "personne"> & Record<string, unknown>;

/** The row, its JSON read. Other types come from both drivers as the schema says them: days are texts. */
function lireLigne(brute: Brute): Ligne {
  for (const cle of EN_JSON) {
    const texte = brute[cle];
    if (typeof texte === "string") brute[cle] = JSON.parse(texte);
  }
  return brute as unknown as Ligne;
}

/** A condition on dossiers `d`: to be among these. */
export const parmi = (ids: readonly string[]): SQL =>
  sql`d.id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`;

/**
 * Prepares again the dossiers `d` that `ou` chooses, within a transaction. The rows are held from the reading to the writing, so nobody's
 * change is overwritten, and who wants to write them meanwhile waits for this batch only. With «sauter» it never waits while it
 * holds rows: it cannot be part of a deadlock.
 */
export async function repreparerLot(tx: Db, ou: SQL, verrou: Verrou): Promise<Lot> {
  const attente = sql.raw(verrou === "sauter" ? "skip locked" : "");
  const lus = await lignes<Brute>(
    tx,
    sql`select ${SELECTION} from dossiers d where ${ou} order by d.id for no key update of d ${attente}`,
  );
  const lot: Lot = { ids: lus.map(({ id }) => id), remanies: new Set() };
  if (lus.length === 0) return lot;
  const contexte = await lireContexteDossiers(tx, lus);
  const aEcrire: AEcrire = { changements: [], versions: [] };
  for (let lu = lus.pop(); lu !== undefined; lu = lus.pop()) {
    const avant = lireLigne(lu);
    const apres = colonnesPreparees(avant.source, avant.corrections, contexte.de(avant));
    if (apres.personne !== avant.personne) lot.remanies.add(avant.etablissementId);
    noterPreparation(aEcrire, avant, apres);
  }
  await ecrirePreparations(tx, aEcrire);
  return lot;
}
