import ExcelJS from "exceljs";
import type { JsonObject } from "@/lib/domain/json";
import { parisDay } from "@/lib/domain/paris-day";
import { loadRapprochement } from "@/lib/services/rapprochement/load-rapprochement";
import { receiveList } from "@/lib/services/rapprochement/receive-list";
import { validSource } from "@/tests/factories/dossiers";
import { testCfa } from "./test-cfa";
import type { testDatabase } from "./test-database";
import type { testImports } from "./test-imports";
import type { testSimulator } from "./test-simulator";
import { withFileOf } from "./with-file-of";
import { within } from "./within";

export const TODAY = parisDay(new Date());
/** The first year of the school year of today. */
export const YEAR = Number(TODAY.slice(0, 4)) - (TODAY.slice(5, 7) < "08" ? 1 : 0);

/** Of the school year of today, with a contract that runs. */
export const current = (n: number, change: JsonObject = {}): JsonObject =>
  validSource(n, {
    annee_scolaire: `${YEAR}-${YEAR + 1}`,
    date_inscription_formation: `${YEAR}-08-01`,
    date_entree_formation: `${YEAR}-08-01`,
    date_fin_formation: `${YEAR + 2}-07-31`,
    contrat_date_debut: `${YEAR}-08-01`,
    contrat_date_fin: `${YEAR + 2}-07-31`,
    ...change,
  });

type Around = {
  database: ReturnType<typeof testDatabase>;
  simulator: ReturnType<typeof testSimulator>;
  queue: ReturnType<typeof testImports>;
};

/** A CFA that downloads the lists of its simulated TBA, drops them in, and looks at the page. */
export async function comparedCfa({ database, simulator, queue }: Around, sources: readonly JsonObject[]) {
  const cfa = await testCfa(database.db, simulator, sources);
  const download = async (type: string) => {
    const address = `${simulator.url}/_simulateur/liste.xlsx?cle=${cfa.key}&type=${type}&date=${TODAY}`;
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  };
  const drop = async (type: string, bytes: Uint8Array, day = TODAY) => {
    const name = `tdb-effectifs-${type}-${day}.xlsx`;
    await withFileOf(bytes, (path) =>
      within({ ...cfa.ctx, now: new Date() }, cfa.uai, receiveList, queue.boss, { name, path }),
    );
    await queue.work();
  };
  const page = () => within(cfa.ctx, cfa.uai, loadRapprochement);
  return { ...cfa, download, drop, page };
}

/** Changes the cells of a list, under its headings. */
export async function changedList(bytes: Uint8Array, change: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const sheet = workbook.getWorksheet("Liste");
  if (sheet === undefined) throw new Error("Pas de feuille « Liste »");
  change(sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
