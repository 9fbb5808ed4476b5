import type { JsonObject } from "@/lib/domain/json";
import { IDENTITY_NAMES, type IdentityField } from "@/lib/domain/set-aside-reason";

const REQUIRED = Object.keys(IDENTITY_NAMES) as IdentityField[];

/** The fields that a row lacks to be somebody's dossier. */
export const missingFields = (source: JsonObject): IdentityField[] =>
  REQUIRED.filter((key) => source[key] === undefined || source[key] === null);
