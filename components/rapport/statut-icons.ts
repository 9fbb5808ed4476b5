import { BookOpen, FileCheck, GraduationCap, type LucideIcon, Unlink, UserRoundX } from "lucide-react";
import type { StatutTba } from "@/lib/domain/statut.types";

/** The icon of each status; the word is STATUT_LABELS. */
export const STATUT_ICONS: Readonly<Record<StatutTba, LucideIcon>> = {
  APPRENTI: FileCheck,
  INSCRIT: BookOpen,
  RUPTURANT: Unlink,
  ABANDON: UserRoundX,
  FIN_DE_FORMATION: GraduationCap,
};
