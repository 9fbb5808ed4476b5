import type { DateOrder } from "@/lib/domain/cells/read-day";
import type { ChampKey } from "@/lib/domain/champs";
import type { Doubt } from "@/lib/domain/doubts";
import type { Json, JsonObject } from "@/lib/domain/json";
import type { CopiedChamp, SharedChamp } from "@/lib/domain/shared-champs";

/** A sheet of the file. `headingRow`: the row of its headings, from 1; null when it holds no table that we know. `rows`: filled ones under it. */
export type SheetReading = { name: string; headingRow: number | null; rows: number; taken: boolean };

/** How a column found its field: by its heading, by what its cells hold, by a person's choice. */
export type MatchOrigin = "heading" | "content" | "choice";

/** A word of the file in a column of closed answers, how many cells hold it, and what it is taken for; null: nothing that we know. */
export type ValueReading = { value: string; cells: number; meaning: Json };

/**
 * A column of a taken sheet. `field` is null for one that is left out. A column matched by its content is a proposal: `proposed` names the
 * field, and `field` stays null until a person chose. `samples`: at most three of its values, as written.
 */
export type ColumnReading = {
  sheet: string;
  heading: string;
  field: ChampKey | null;
  origin: MatchOrigin | null;
  proposed: ChampKey | null;
  /** Other fields that the same column fills, having none of their own: one CFA is both responsable and formateur. None in readings kept from before. */
  also?: ChampKey[] | undefined;
  samples: string[];
  /** For the fields whose answers are a closed list (sex, status, yes or no…): its distinct words, most used first, at most fifty. */
  values: ValueReading[];
  /** For dates whose day and month cannot be told apart: true until a person chose. */
  ambiguousDates: boolean;
  /** None of its cells says anything. None in readings kept from before. */
  empty?: boolean | undefined;
  /** Left out, and nobody needs to be asked: it is empty, says the same as another, or its heading tells that the TBA does not take it. */
  unasked?: boolean | undefined;
};

/** A row as a dossier's source. `row`: its number in the sheet, from 1. `doubts`: what a person must say before any of it is sent. */
export type RowReading = { sheet: string; row: number; source: JsonObject; doubts: Doubt[] };

/** Of a row, what tells whose it is (lib/domain/identity-fields.ts). */
export type RowIdentity = Pick<RowReading, "sheet" | "row" | "source">;

/**
 * The rows of a file: first whose they are, all of them, then the rows, in the same batches, each in the bytes that say it (`parseRows`), for whoever keeps these until
 * they are asked for.
 */
export type FileRows = { identities: AsyncIterable<RowIdentity[]>; batches: AsyncIterable<Buffer> };

/** A row that can be no dossier, and why, in French. `source`: what could be read of it, to be mended in place. */
export type RowSetAside = { sheet: string; row: number; reason: string; source?: JsonObject };

/** What is known of a file once it is read, but for its rows. `notices`: what was found, tidied or left, in French. */
export type FileReading = {
  sheets: SheetReading[];
  columns: ColumnReading[];
  /** How many rows make dossiers. */
  dossiers: number;
  setAside: RowSetAside[];
  notices: string[];
  /** Our own «rapport complet», that comes back: what differs from the dossiers are corrections. */
  ownReport: boolean;
  /** Our sheet of rows left out, put right: it completes the file that they come from, and says nothing of the others. None in readings kept from before. */
  completes?: boolean | undefined;
};

/** What a person said of a file, or of its shape once and for all. Headings are as written in the file. */
export type ReadingChoices = {
  /** The sheets to take, by name; those that we know otherwise. */
  sheets?: string[];
  /** Heading → field; null leaves the column out. */
  columns?: Record<string, ChampKey | null>;
  /** Field → the file's word → the value that it stands for. */
  values?: Partial<Record<ChampKey, Record<string, Json>>>;
  /** Heading → the order of day and month in its dates. */
  dates?: Record<string, DateOrder>;
  /** Field that no column tells → the value of all the rows; null: asked, and left empty. */
  given?: Partial<Record<SharedChamp, Json>>;
  /** Field that no column tells → whether it is another's (COPIED_CHAMPS) on each row; false: asked, and left empty. */
  copied?: Partial<Record<CopiedChamp, boolean>>;
};
