import { isChampKey } from "@/lib/domain/champs";
import { isCopiedChamp, isSharedChamp } from "@/lib/domain/shared-champs";
import type { ColumnsInput } from "@/lib/services/imports/reading/columns-input.types";

/** Under what the value of all the rows is sent, before its field. */
export const GIVEN_INPUT = "pour-tous-";

const textOf = (data: FormData, name: string) => {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
};
const textsOf = (data: FormData, name: string) =>
  data.getAll(name).flatMap((value) => (typeof value === "string" ? [value] : []));

const ranksOf = (data: FormData, prefix: string) =>
  [...data.keys()].flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));

/** Reads the form of the step «Colonnes» (columns-form.tsx). */
export function parseColumnsForm(data: FormData): ColumnsInput {
  const columns = ranksOf(data, "titre-").map((rank): ColumnsInput["columns"][number] => {
    const field = textOf(data, `champ-${rank}`);
    const order = textOf(data, `ordre-${rank}`);
    return {
      heading: textOf(data, `titre-${rank}`),
      field: isChampKey(field) ? field : null,
      order: order === "day-first" || order === "month-first" ? order : null,
    };
  });
  const values = ranksOf(data, "mot-").flatMap((rank) => {
    const [champ = ""] = rank.split("-");
    if (!isChampKey(champ)) return [];
    return [{ champ, word: textOf(data, `mot-${rank}`), meaning: textOf(data, `sens-${rank}`) }];
  });
  const given = ranksOf(data, GIVEN_INPUT).flatMap((champ) =>
    isSharedChamp(champ) ? [{ champ, text: textOf(data, `${GIVEN_INPUT}${champ}`) }] : [],
  );
  const copied = textsOf(data, "comme-demande").flatMap((champ) =>
    isCopiedChamp(champ) ? [{ champ, said: data.has(`comme-${champ}`) }] : [],
  );
  return {
    sheets: data.has("feuilles") ? textsOf(data, "feuille") : null,
    columns,
    values,
    given,
    copied,
    remember: data.has("retenir") ? textOf(data, "nom") : null,
  };
}
