import { isChampKey } from "@/lib/domain/champs";
import type { ColumnsInput } from "@/lib/services/imports/reading/columns-input.types";

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
  return {
    sheets: data.has("feuilles") ? textsOf(data, "feuille") : null,
    columns,
    values,
    remember: data.has("retenir") ? textOf(data, "nom") : null,
  };
}
