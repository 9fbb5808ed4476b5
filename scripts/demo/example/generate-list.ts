import { createWriteStream, readFileSync } from "node:fs";
import { EMPTY_CONTEXT } from "@/lib/domain/anomalies/context";
import type { JsonObject } from "@/lib/domain/json";
import { preparedColumns } from "@/lib/services/preparation/prepared-columns";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";
import { createEnrolments } from "@/scripts/tba-simulateur/enrolments";
import { fileName, LISTS, writeList } from "@/scripts/tba-simulateur/list-xlsx";

/** `npx tsx scripts/demo/example/generate-list.ts`: the list that the TBA would give of the sample, to drop into «Rapprochement». */
const DAY = "2026-11-24";
/** One in so many that the TBA took does not show in its list: the page has somebody to explain. */
const ABSENT_EVERY = 6;
const KEY = "exemple";

const name = "apprenants-exemple.xlsx";
const { rows } = await interpretFile(new Uint8Array(readFileSync(new URL(`./${name}`, import.meta.url))), name, {});
const sent = [...rows()]
  .map(({ source }) => preparedColumns(source, {}, EMPTY_CONTEXT))
  .filter(({ apprenti, blocked }) => apprenti && !blocked)
  .map(({ payload }): JsonObject => JSON.parse(payload));
const enrolments = createEnrolments([]);
enrolments.receive(
  KEY,
  sent.filter((_, rank) => rank % ABSENT_EVERY !== ABSENT_EVERY - 1),
);
const output = createWriteStream(`docs/exemples/${fileName("apprenant", DAY)}`);
await writeList(output, enrolments.list(KEY), { statuts: LISTS.apprenant ?? [], day: DAY, closed: [] });
