import type { FormAction } from "@/components/forms/form-action.types";
import type { Theme } from "@/lib/domain/theme";

export type MenuEtablissement = { uai: string; name: string };

/** What the shell shows around every page of an établissement. `role` is the word to show: «Administrateur». */
export type ShellContext = {
  etablissement: MenuEtablissement;
  /** All those that the person may enter, this one included. */
  etablissements: readonly MenuEtablissement[];
  user: { name: string; role: string };
  /** How many things «À surveiller» has to show. */
  toWatch: number;
  permissions: { imports: boolean; settings: boolean; reseau: boolean };
  theme: { current: Theme; choose: FormAction };
  signOut: FormAction;
};
