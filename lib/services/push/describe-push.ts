import { contratAnomalie } from "@/lib/domain/anomalies/contrat-sentences";
import { champOf, isChampKey } from "@/lib/domain/champs";
import { isObject, type JsonObject } from "@/lib/domain/json";
import type { PushNote } from "@/lib/domain/push-notes";
import { refusalsOf } from "@/lib/domain/refusals";
import { hash } from "@/lib/security/hash";
import type { Assign } from "./assign";
import type { PushOutcome } from "./push.types";
import type { OwnWords, PushAnswer, PushedItem, ValidationError } from "./push-answers";
import { keepKnown } from "./received-dossier";

/** In the form of the TBA's identifiers: 24 hexadecimal digits. */
const identifier = (text: string) => hash(text, "hex").slice(0, 24);

/** The TBA's own verdict, with our advice; a dossier of which nothing is taken is refused too, or its software would call it sent. */
function errorsOf(item: unknown, kept: JsonObject, note: PushNote): ValidationError[] {
  const errors = refusalsOf(item).map(({ champ, message }): ValidationError => {
    const error = { message, path: [champ] };
    return isChampKey(champ)
      ? { ...error, conseil: contratAnomalie(champOf(champ), kept[champ], message).sentence }
      : error;
  });
  if (errors.length > 0 || note.left === undefined) return errors;
  const { champ, sentence } = note.left;
  return [{ message: sentence, path: [champ], conseil: sentence }];
}

/** Only where the TBA's answer would not say it: what it refuses, it does not lose. */
function ownWords({ left, toConfirm, lost }: PushNote, isRefused: boolean): { passerelle?: OwnWords } {
  if (left !== undefined) return { passerelle: { non_repris: left.sentence } };
  const words: OwnWords = {
    ...(toConfirm && { a_confirmer: toConfirm }),
    ...(lost && !isRefused && { ne_part_pas: lost }),
  };
  return Object.keys(words).length === 0 ? {} : { passerelle: words };
}

/** The body of the answer to a call, as the TBA's: each item as it was kept, with its verdict. The same outcome makes the same body. */
export function describePush(
  items: readonly unknown[],
  assign: Assign,
  { callId, at, notes }: PushOutcome,
): PushAnswer {
  const now = at.toISOString();
  const organismes = new Map<ReturnType<Assign>, string>();
  const organismeOf = (etablissement: ReturnType<Assign>): string => {
    const known = organismes.get(etablissement);
    if (known !== undefined) return known;
    const own = identifier(etablissement === null ? callId : `${etablissement.uai}:${etablissement.siret}`);
    organismes.set(etablissement, own);
    return own;
  };
  const data = items.map((item, index): PushedItem => {
    const note = notes[index] ?? {};
    const kept = keepKnown(item);
    const errors = errorsOf(item, kept, note);
    return {
      ...kept,
      has_nir: isObject(item) && Boolean(item.nir_apprenant),
      validation_errors: errors,
      updated_at: now,
      created_at: now,
      ...(errors.length > 0 && { processed_at: now }),
      source: "ERP",
      source_organisme_id: organismeOf(assign(item)),
      api_version: "v3",
      has_error: errors.length > 0,
      computed_day: now.slice(0, 10),
      _id: identifier(`${callId} ${index}`),
      ...ownWords(note, errors.length > 0),
    };
  });
  const detail = data.some(({ has_error }) => has_error) ? { detail: "Some data are invalid" as const } : {};
  return { status: "OK", message: "Queued", ...detail, data };
}
