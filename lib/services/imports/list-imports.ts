import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { users } from "@/db/schema/users";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ImportList, ImportSummary } from "./imports.types";

const PER_PAGE = 20;
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

/** The établissement's imported files, the newest first; a page out of bounds is the nearest one. */
export async function listImports(scope: Scope, requested = 1): Promise<ImportList> {
  const { id } = requirePermission(scope, "view");
  const files = and(eq(imports.etablissementId, id), eq(imports.origin, "file"));
  const total = await scope.db.$count(imports, files);
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(Math.max(1, requested), pages);
  const found = await query(scope.db)
    .where(files)
    .orderBy(desc(imports.at), desc(imports.id))
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE);
  return { rows: found.map(summary), total, page, pages };
}
