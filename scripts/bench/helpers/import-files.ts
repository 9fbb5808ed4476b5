import { writeXlsx } from "hucre/xlsx";
import { CHAMPS } from "@/lib/domain/champs";
import { variedDossiers } from "./varied-dossiers";

/** The template's fields that a file of forty columns fills. */
const FORTY = CHAMPS.slice(0, 40).map(({ key }) => key);

/** A workbook of so many varied dossiers, forty columns of the template: what school software exports. */
export async function importWorkbook(rows: number): Promise<Uint8Array> {
  const dossiers = variedDossiers(rows);
  const cells = dossiers.map((dossier) =>
    FORTY.map((key) => {
      const value = dossier[key];
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
    }),
  );
  const written = await writeXlsx({ sheets: [{ name: "Apprenants", rows: [FORTY, ...cells] }] });
  return new Uint8Array(written);
}
