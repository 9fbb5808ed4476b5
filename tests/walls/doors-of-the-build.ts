import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { z } from "zod";
import type { Permission } from "@/lib/domain/roles";

/** A page or route of an établissement that answers GET: its address with `[uai]` in it, and the right that its code asks for. */
export type Address = { path: string; isPage: boolean; permission: Permission };

/** Where the service asks for the right, not the page's own text. */
const ADMINISTER_IN_THE_SERVICE = /donnees-personnelles|parametrage\/journal/;

/** A page says its right as the last argument of `scopedPage`; without it, who may see may read. */
function permissionOfAddress(file: string, text: string): Permission {
  if (ADMINISTER_IN_THE_SERVICE.test(file)) return "administer";
  const said = /(?<!hasPermission\([^)]*),\s*"(administer|manage)",?\s*\)/.exec(text)?.[1];
  return said === "administer" || said === "manage" ? said : "view";
}

/** An action says its right in its `permission`. */
function permissionOfAction(text: string): Permission {
  const said = /permission: "(administer|manage|view)"/.exec(text)?.[1];
  return said === "administer" || said === "manage" ? said : "view";
}

/** Every page and GET route of an établissement, read from the tree of the application: a new one is in the matrix by itself. */
export const addressesOfEtablissement = (): Address[] => addressesUnder("/[uai]/");

/** The same of a superviseur's réseaux. */
export const addressesOfReseau = (): Address[] => addressesUnder("/(gestion)/reseau/");

function addressesUnder(folder: string): Address[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((file) => join("app", file).split(sep).join("/"))
    .filter((file) => file.includes(folder) && /\/(page\.tsx|route\.ts)$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .filter(({ file, text }) => file.endsWith("page.tsx") || /function GET\b/.test(text))
    .map(({ file, text }) => ({
      path: `/${file
        .split("/")
        .slice(1, -1)
        .filter((part) => !part.startsWith("("))
        .join("/")}`,
      isPage: file.endsWith("page.tsx"),
      permission: permissionOfAddress(file, text),
    }));
}

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), filename: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** A server action of the built application: its identifier, the page that runs it, the right that its file asks for. */
export type Action = { id: string; name: string; page: string; ofEtablissement: boolean; permission: Permission };

/** Every server action that the build knows, whoever wrote it. */
export function actionsOfTheBuild(): Action[] {
  const { node } = manifest.parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")));
  return Object.entries(node).map(([id, { exportedName, filename, workers }]) => {
    const [worker = ""] = Object.keys(workers);
    const page = worker
      .split("/")
      .slice(1, -1)
      .filter((part) => !part.startsWith("("))
      .join("/");
    return {
      id,
      name: `${exportedName} (${filename})`,
      page: `/${page}`,
      ofEtablissement: filename.includes("[uai]"),
      permission: permissionOfAction(readFileSync(filename, "utf8")),
    };
  });
}
