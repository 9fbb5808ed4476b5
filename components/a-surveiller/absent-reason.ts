import { parisInstant } from "@/components/dates/paris-instant";
import type { Absent } from "@/lib/services/a-surveiller/a-surveiller.types";

/** Why somebody is thought to have left. */
export const absentReason = ({ software }: Absent): string =>
  software === null
    ? "absent du dernier fichier"
    : `« ${software.name} » ne l'envoie plus depuis le ${parisInstant(software.lastAt)}`;
