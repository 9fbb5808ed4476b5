import { setTimeout as pause } from "node:timers/promises";
import type { Site } from "./site";
import { submitForm } from "./submit-form";

const LATE_MS = 240_000;
const BETWEEN_LOOKS_MS = 100;

/** Sends a file to the route of an établissement, as its page does. */
export function sendFile(
  site: Pick<Site, "url">,
  uai: string,
  cookie: string,
  name: string,
  bytes: Uint8Array,
): Promise<Response> {
  const data = new FormData();
  data.set("fichier", new Blob([bytes.slice()]), name);
  const headers = { cookie, origin: site.url, accept: "application/json" };
  return fetch(`${site.url}/api/imports/${uai}`, { method: "POST", body: data, headers });
}

/** Waits until the job of an import has ended, and answers the state that it left. Throws when it takes too long. */
export async function importState(site: Pick<Site, "url">, cookie: string, location: string): Promise<string> {
  for (const end = Date.now() + LATE_MS; Date.now() < end; await pause(BETWEEN_LOOKS_MS)) {
    const standing = await fetch(`${site.url}${location}/progression?instantane=oui`, { headers: { cookie } });
    const { state } = await standing.json();
    if (!["received", "reading", "applying"].includes(state)) return state;
  }
  throw new Error("L'import ne finit pas.");
}

/** Applies an import that was sent, by the forms of its page, without script. Throws when it does not end applied. */
export async function applyOver(site: Site, cookie: string, location: string): Promise<void> {
  if ((await importState(site, cookie, location)) === "columns") {
    await submitForm(site, location, { cookie, marker: "Continuer vers l", typed: {} });
  }
  if ((await importState(site, cookie, location)) === "preview") {
    await submitForm(site, location, { cookie, marker: "Appliquer", typed: {} });
  }
  const state = await importState(site, cookie, location);
  if (state !== "applied") throw new Error(`L'import n'est pas appliqué : ${state}.`);
}
