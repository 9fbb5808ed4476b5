import { z } from "zod";
import { type ChampKey, isChampKey } from "@/lib/domain/champs";
import { DOUBT_CODES } from "@/lib/domain/doubts";
import { TBA_LIST_TYPES } from "@/lib/domain/enumerations";
import { isStatutTba } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { RowIdentity, RowReading } from "@/lib/spreadsheet/reading.types";
import type { SandboxMessage } from "./messages.types";

const champ = z.custom<ChampKey>((key) => typeof key === "string" && isChampKey(key));
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const rowNumber = z.int().positive();

const reading = z.object({
  sheets: z.array(z.object({ name: z.string(), headingRow: rowNumber.nullable(), rows: z.int(), taken: z.boolean() })),
  columns: z.array(
    z.object({
      sheet: z.string(),
      heading: z.string(),
      field: champ.nullable(),
      origin: z.enum(["heading", "content", "choice"]).nullable(),
      proposed: champ.nullable(),
      also: z.array(champ).optional(),
      samples: z.array(z.string()),
      values: z.array(z.object({ value: z.string(), cells: z.int(), meaning: value })),
      ambiguousDates: z.boolean(),
      empty: z.boolean().optional(),
      unasked: z.boolean().optional(),
    }),
  ),
  dossiers: z.int(),
  setAside: z.array(
    z.object({ sheet: z.string(), row: rowNumber, reason: z.string(), source: z.record(z.string(), value).optional() }),
  ),
  notices: z.array(z.string()),
  ownReport: z.boolean(),
  completes: z.boolean().optional(),
});

const doubts = z.array(z.object({ code: z.enum(DOUBT_CODES), champ: champ.nullable(), sentence: z.string() }));

const IDENTITY_KEYS = ["sheet", "row", "source"];
const ROW_KEYS = [...IDENTITY_KEYS, "doubts"];

function isSource(source: unknown): boolean {
  if (typeof source !== "object" || source === null || Array.isArray(source)) return false;
  for (const each of Object.values(source)) {
    const type = typeof each;
    if (type !== "string" && type !== "number" && type !== "boolean" && each !== null) return false;
  }
  return true;
}

/** Looked at in its place: a file has four million cells, and a schema would make each row anew. */
function isIdentity(row: unknown, keys = IDENTITY_KEYS): row is RowIdentity {
  if (typeof row !== "object" || row === null) return false;
  const { sheet, row: number, source } = row as Partial<Record<keyof RowReading, unknown>>;
  if (typeof sheet !== "string" || !Number.isSafeInteger(number) || (number as number) < 1 || !isSource(source))
    return false;
  return Object.keys(row).every((key) => keys.includes(key));
}

function isRow(row: unknown): row is RowReading {
  if (!isIdentity(row, ROW_KEYS)) return false;
  const { doubts: said } = row as Partial<RowReading>;
  return (Array.isArray(said) && said.length === 0) || doubts.safeParse(said).success;
}

/** A list whose items are looked at, and none is made again. */
const all = <T>(isOne: (item: unknown) => item is T) =>
  z.custom<T[]>((items) => Array.isArray(items) && items.every((item) => isOne(item)));

const list = z.object({ type: z.enum(TBA_LIST_TYPES), day: z.string().nullable(), nameless: z.int() });

const statut = z.custom<StatutTba>((text) => typeof text === "string" && isStatutTba(text));
const line = z.object({
  row: rowNumber,
  uai: z.string(),
  siret: z.string(),
  lastName: z.string(),
  firstName: z.string(),
  birth: z.string().nullable(),
  statut: statut.nullable(),
  cfd: z.string(),
  rncp: z.string(),
  formation: z.string(),
});

const schema: z.ZodType<SandboxMessage> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("progress"), rows: z.int() }),
  z.object({ kind: z.literal("reading"), reading }),
  z.object({ kind: z.literal("identities"), rows: all((row): row is RowIdentity => isIdentity(row)) }),
  z.object({ kind: z.literal("rows"), rows: all(isRow) }),
  z.object({ kind: z.literal("list"), list }),
  z.object({ kind: z.literal("lines"), lines: z.array(line) }),
  z.object({ kind: z.literal("end"), peakMb: z.number() }),
  z.object({ kind: z.literal("refusal"), sentence: z.string(), peakMb: z.number() }),
]);

/** One line of the sandbox. Throws when it is none of ours. */
export const parseMessage = (line: string | Buffer): SandboxMessage => schema.parse(JSON.parse(line.toString()));

/** The rows of a batch, of the bytes that say them. Throws when they are none of ours. */
export function parseRows(bytes: Buffer): RowReading[] {
  const message = parseMessage(bytes);
  if (message.kind !== "rows") throw new Error("The sandbox said something else than rows.");
  return message.rows;
}
