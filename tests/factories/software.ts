import type { Db } from "@/db/database";
import { createJeton, createJetonFromHost } from "@/lib/services/jetons/create-jeton";
import { within } from "@/tests/helpers/within";
import { newEtablissement, person } from "./etablissement";

/** A CFA of its own for a test, with a software's jeton. */
export async function cfaWithJeton(db: Db, rights: readonly string[] = ["send", "read"]) {
  const etablissement = await newEtablissement(db);
  const ctx = await person(db, etablissement.id, "administrateur");
  const jeton = await within(ctx, etablissement.uai, createJeton, { name: "Logiciel d'essai", rights, days: "" });
  return { ...etablissement, ctx, jeton };
}

/** The jeton of a vendor, for several CFAs. */
export const vendorJeton = (db: Db, uais: readonly string[]): Promise<string> =>
  createJetonFromHost(
    { db, actor: { kind: "clock" }, now: new Date() },
    { name: "Éditeur d'essai", rights: ["send", "read"], days: "", uais, reseau: "" },
  );

/** A call as a software makes it. */
export async function push(
  url: string,
  jeton: string,
  body: unknown,
  headers: Record<string, string> = {},
  path: "" | "/essai" = "",
) {
  const response = await fetch(`${url}/api/v3/dossiers-apprenants${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${jeton}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}
