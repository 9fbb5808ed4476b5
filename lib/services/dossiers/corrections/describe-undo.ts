import type { UndoneChangeSet } from "./undo-change-set";

/** What became of an undone gesture, in one or two sentences. */
export function describeUndo({ title, dossiers, conflicts }: UndoneChangeSet): string {
  const restored = dossiers < 2 ? "1 dossier remis comme avant" : `${dossiers} dossiers remis comme avant`;
  const left =
    conflicts === 0
      ? ""
      : conflicts === 1
        ? " 1 valeur, changée depuis, est laissée telle quelle."
        : ` ${conflicts} valeurs, changées depuis, sont laissées telles quelles.`;
  return `${title} : ${restored}.${left}`;
}
