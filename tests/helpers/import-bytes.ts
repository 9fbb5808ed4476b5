import type { Scope } from "@/lib/services/etablissements/scope";
import { importFile } from "@/lib/services/imports/import-file";
import type { TbaClient } from "@/lib/tba/client";
import { withFileOf } from "./with-file-of";

/** Imports a file that a test makes in memory. */
export const importBytes = (
  scope: Scope,
  { name, bytes }: { name: string; bytes: Uint8Array },
  tba?: Pick<TbaClient, "findOrganisme">,
) => withFileOf(bytes, (path) => importFile(scope, { name, path }, tba));
