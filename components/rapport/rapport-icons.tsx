"use client";

import { CalendarX, Check, Circle, Clock, EyeOff, Info, type LucideIcon } from "lucide-react";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { StatutTba } from "@/lib/domain/statut.types";
import { ETAT_APPEARANCES } from "./etat-appearance";
import { STATUT_ICONS } from "./statut-icons";

type OwnIcon = "info" | "fait" | "a-faire" | "bientot" | "cache" | "inconnu";

/** The name of an icon of the table: drawn once in the page, used by every row that needs it. */
export type RapportIcon = OwnIcon | EtatDossierValue | StatutTba;

const OWN: Readonly<Record<OwnIcon, LucideIcon>> = {
  info: Info,
  fait: Check,
  "a-faire": Circle,
  bientot: Clock,
  cache: EyeOff,
  inconnu: CalendarX,
};

const ICONS: readonly (readonly [string, LucideIcon])[] = [
  ...Object.entries(OWN),
  ...Object.entries(STATUT_ICONS),
  ...Object.entries(ETAT_APPEARANCES).map(([etat, { icon }]) => [etat, icon] as const),
];

/** What the rows' `<use>` refer to; each takes the size of who uses it. */
export function RapportIcons() {
  return (
    <div hidden>
      {ICONS.map(([name, Icon]) => (
        <Icon key={name} id={`icone-${name}`} size="100%" />
      ))}
    </div>
  );
}
