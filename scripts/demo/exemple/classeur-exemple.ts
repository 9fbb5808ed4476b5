import ExcelJS from "exceljs";
import { unzipSync, type Zippable, zipSync } from "fflate";
import { jourEnNombre } from "@/lib/dossier/jour";
import { ENTETES } from "./colonnes";
import { type CelluleExemple, dossierExemple } from "./dossier-exemple";
import { PERSONNES } from "./personnes";

const SERIE_DU_1ER_JANVIER_1970 = 25569;
/** The template's own format for dates. */
const FORMAT_DATE = "mm-dd-yy";
const ECRIT_LE = "2026-11-24T08:00:00";
/** The template has rows that were formatted and never filled. */
const LIGNES_MISES_EN_FORME = 200;

function remplir(cellule: ExcelJS.Cell, contenu: CelluleExemple | undefined): void {
  if (contenu === undefined) return;
  switch (contenu.genre) {
    case "date":
      cellule.value = jourEnNombre(contenu.jour) + SERIE_DU_1ER_JANVIER_1970;
      cellule.numFmt = FORMAT_DATE;
      return;
    case "lien":
      cellule.value = { text: contenu.adresse, hyperlink: `mailto:${contenu.adresse}` };
      return;
    case "valeur":
      cellule.value = contenu.valeur;
      return;
  }
}

/** The same bytes at each run: exceljs dates the files of its archive with the present. */
function sansHeure(octets: Uint8Array): Uint8Array {
  const fichiers: Zippable = {};
  for (const [nom, contenu] of Object.entries(unzipSync(octets))) fichiers[nom] = [contenu, { mtime: ECRIT_LE }];
  return zipSync(fichiers);
}

/** The bytes of the sample: the TBA's import template, filled by the software of an invented CFA. */
export async function classeurExemple(): Promise<Uint8Array> {
  const livre = new ExcelJS.Workbook();
  livre.created = new Date(`${ECRIT_LE}Z`);
  livre.modified = livre.created;
  const feuille = livre.addWorksheet("Modèle", { views: [{ state: "frozen", ySplit: 1 }] });
  feuille.columns = ENTETES.map((entete) => ({ header: entete, width: Math.min(entete.length + 2, 32) }));
  feuille.getRow(1).font = { bold: true, name: "Calibri", size: 11 };
  const champs = ENTETES.map((entete) => entete.replace(/[\s*]+$/, ""));
  for (const [rang, personne] of PERSONNES.entries()) {
    const dossier = dossierExemple(personne, rang);
    for (const [i, champ] of champs.entries()) remplir(feuille.getCell(rang + 2, i + 1), dossier[champ]);
  }
  for (let ligne = PERSONNES.length + 2; ligne <= LIGNES_MISES_EN_FORME; ligne++) {
    for (let i = 1; i <= champs.length; i++) feuille.getCell(ligne, i).font = { name: "Calibri", size: 11 };
  }
  return sansHeure(new Uint8Array(await livre.xlsx.writeBuffer()));
}
