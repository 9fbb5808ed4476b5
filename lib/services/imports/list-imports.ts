import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { users } from "@/db/schema/users";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ImportSummary } from "./imports.types";

const HISTORY_MAX = 20;
const COLUMNS = {
  id: imports.id,
  state: imports.state,
  file: imports.file,
  size: imports.size,
  sha256: imports.sha256,
  refusal: imports.refusal,
  at: imports.at,
  rows: imports.rows,
  created: imports.created,
  modified: imports.modified,
  unchanged: imports.unchanged,
  correctionsKept: imports.correctionsKept,
  correctionsSettled: imports.correctionsSettled,
  correctionsOverridden: imports.correctionsOverridden,
  nonApprentis: imports.nonApprentis,
  setAside: imports.setAside,
  ignoredColumns: imports.ignoredColumns,
  name: users.name,
  origin: imports.origin,
};

type Row = Omit<ImportSummary, "at" | "by"> & { at: Date; name: string | null; origin: "file" | "push" };

function summary({ name, at, origin, ...row }: Row): ImportSummary {
  const nobody = origin === "push" ? "un logiciel" : "une personne partie depuis";
  return { ...row, at: at.toISOString(), by: name ?? nobody };
}

const query = (db: Db) => db.select(COLUMNS).from(imports).leftJoin(users, eq(users.id, imports.by));

/** The summary of an import of ours. */
export async function getImportSummary(db: Db, id: string): Promise<ImportSummary> {
  const [row] = await query(db).where(eq(imports.id, id));
  if (row === undefined) throw new Error("Import introuvable.");
  return summary(row);
}

/** The établissement's last imported files, newest first. */
export async function listImports(scope: Scope): Promise<ImportSummary[]> {
  const { id } = requirePermission(scope, "view");
  const found = await query(scope.db)
    .where(and(eq(imports.etablissementId, id), eq(imports.origin, "file")))
    .orderBy(desc(imports.at))
    .limit(HISTORY_MAX);
  return found.map(summary);
}
