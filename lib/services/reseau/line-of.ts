import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { ALERTE_KINDS, KEY_TEST_RESULTS, RUN_STATUSES } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import { missedNights, nightsUntilToday, parseNights } from "@/lib/domain/reseau/nights";
import type { KeyHealth } from "@/lib/domain/reseau/urgency";
import type { ReseauLine } from "./reseau.types";

const KEY_REFUSED = "key-refused";
/** Of établissements, as they were told. Past this all are forgotten, and made again when they are asked for. */
const MAX_KEPT = 5000;
const MS = 1000;

const flag = z.enum(["0", "1"]).transform((text) => text === "1");
const count = z.coerce.number().int();
const orNull = <T extends string>(values: readonly [T, ...T[]]) =>
  z.union([z.enum(values), z.literal("").transform(() => null)]);
const text = z.string().transform((value) => (value === "" ? null : value));

/** What `listLines` asks of an établissement, in its order. */
const ToldSchema = z.tuple([
  z.string().describe("uai"),
  z.string().describe("reseau"),
  flag.describe("the night is on"),
  flag.describe("it has a key"),
  orNull(KEY_TEST_RESULTS).describe("how the key was tested"),
  flag.describe("a whole run went through since the key was saved"),
  count.describe("apprentis"),
  count.describe("valides"),
  count.describe("seen"),
  flag.describe("its causes are to be looked for"),
  text.describe("when its last run ended, in seconds"),
  orNull(RUN_STATUSES).describe("how it ended"),
  z.string().describe("its nights: «12,,14», nothing for a day without a transmission"),
  text.describe("the day of the last of them"),
  z.string().describe("the open alerts"),
  z.string().describe("name"),
  text.describe("its first cause"),
]);
type Told = z.infer<typeof ToldSchema>;

const alertesOf = (told: string): ReseauLine["alertes"] => {
  if (told === "") return [];
  const open = new Set(told.split(","));
  return ALERTE_KINDS.filter((kind) => open.has(kind));
};

function keyHealth([, , , key, test, served]: Told, alertes: ReseauLine["alertes"]): KeyHealth {
  if (!key) return "absent";
  if (test === "refused" || alertes.includes(KEY_REFUSED)) return "refused";
  return test === "accepted" || served ? "accepted" : "untested";
}

function readLine(told: string, today: Day): ReseauLine {
  const fields = ToldSchema.parse(told.split("\t"));
  const [
    uai,
    reseau,
    active,
    key,
    ,
    ,
    apprentis,
    valides,
    seen,
    pending,
    ranAt,
    ran,
    nights,
    until,
    open,
    name,
    cause,
  ] = fields;
  const alertes = alertesOf(open);
  return {
    ...{ uai, name, reseau, transmissionActive: active },
    ...{ apprentis, valides, invalides: apprentis - valides, seen },
    key: keyHealth(fields, alertes),
    lastRun: ranAt === null || ran === null ? null : { day: parisDay(new Date(Number(ranAt) * MS)), status: ran },
    cause: pending && apprentis > 0 ? "pending" : cause,
    alertes,
    nights: nightsUntilToday(parseNights(nights), until, today),
    missed: active && key ? missedNights(until, today) : 0,
  };
}

let kept = { today: "", lines: new Map<string, ReseauLine>() };

/**
 * The line of an établissement from all that the database tells of it, between tabs. Told the same on the same day, it is the same object: a page of
 * five hundred lines is asked again when few of them changed. `told` decides everything but the day, so that no line can be an old one.
 */
export function lineOf(told: string, today: Day): ReseauLine {
  if (kept.today !== today || kept.lines.size >= MAX_KEPT) kept = { today, lines: new Map() };
  const known = kept.lines.get(told);
  if (known !== undefined) return known;
  const line = readLine(told, today);
  kept.lines.set(told, line);
  return line;
}
