import { type ChampKey, champOf, isChampKey } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import { parseValue } from "@/lib/domain/parse-value";
import type { CorrectionDone, DossierInput } from "@/lib/services/dossiers/correct-dossier";
import type { NewDossierInput } from "@/lib/services/dossiers/create-dossier";

const text = (value: FormDataEntryValue | null) => (typeof value === "string" ? value.trim() : "");

/** A day is shown jj/mm/aaaa and kept AAAA-MM-JJ: both writings are the same day. */
function sameForm(champ: ChampKey, found: string): string {
  return champOf(champ).type === "date" ? formatInput(parseValue("date", found)) : found;
}

/** What a dossier's form says that the person changed: `saisie.{champ}` beside `avant.{champ}`, what the page showed. */
export function parseDossierForm(data: FormData): { version: string; inputs: DossierInput[] } {
  const inputs: DossierInput[] = [];
  for (const name of new Set(data.keys())) {
    const champ = /^saisie\.(.+)$/.exec(name)?.[1];
    if (champ === undefined || !isChampKey(champ) || !data.has(`avant.${champ}`)) continue;
    const before = sameForm(champ, text(data.get(`avant.${champ}`)));
    const typed = sameForm(champ, text(data.get(name)));
    if (typed !== before) inputs.push({ champ, before, typed });
  }
  return { version: text(data.get("version")), inputs };
}

/** What the form of a new dossier says: every field that holds something. */
export function parseNewDossierForm(data: FormData): NewDossierInput[] {
  return [...new Set(data.keys())].flatMap((name) => {
    const champ = /^saisie\.(.+)$/.exec(name)?.[1];
    const typed = text(data.get(name));
    return champ === undefined || !isChampKey(champ) || typed === "" ? [] : [{ champ, typed }];
  });
}

/** The field whose software value is to come back, null when the form names none. */
export function parseRestore(data: FormData): { version: string; champ: ChampKey } | null {
  const champ = text(data.get("retablir"));
  return isChampKey(champ) ? { version: text(data.get("version")), champ } : null;
}

const IN_THE_SOFTWARE = "Corrigez aussi dans votre logiciel : en attendant, Passerelle garde votre valeur.";
const CONFLICT =
  "Rien n'est enregistré : quelqu'un d'autre a changé ce dossier entre-temps. Choisissez la valeur à garder, puis enregistrez.";

/** What the form answers to a correction. */
export function describeCorrection(done: CorrectionDone): string {
  if (done.kind === "conflit") return CONFLICT;
  const next = done.byHand ? "" : ` ${IN_THE_SOFTWARE}`;
  if (done.bloquantes === 0)
    return `Enregistré. Rien ne bloque plus ce dossier : il partira à la prochaine transmission.${next}`;
  if (done.bloquantes === 1) return `Enregistré. Il reste un point bloquant.${next}`;
  return `Enregistré. Il reste ${done.bloquantes} points bloquants.${next}`;
}
