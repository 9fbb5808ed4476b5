import { CircleCheck, CircleHelp, CircleMinus, CirclePlus, FilePenLine, type LucideIcon, UserX } from "lucide-react";
import type { PreviewView } from "@/lib/services/imports/preview/preview.types";

type Appearance = { label: string; icon: LucideIcon; color: string; empty: string };

/** What each part of a preview is called, and what to say when it is empty. */
export const VIEWS: Readonly<Record<PreviewView, Appearance>> = {
  "a-confirmer": {
    label: "À confirmer",
    icon: CircleHelp,
    color: "text-attention",
    empty: "Rien n'est à confirmer.",
  },
  nouveaux: { label: "Nouveaux", icon: CirclePlus, color: "text-succes", empty: "Aucun nouveau dossier." },
  modifies: { label: "Modifiés", icon: FilePenLine, color: "text-lien", empty: "Aucun dossier ne change." },
  inchanges: { label: "Inchangés", icon: CircleCheck, color: "text-encre-douce", empty: "Aucun dossier inchangé." },
  absents: {
    label: "Absents",
    icon: UserX,
    color: "text-attention",
    empty: "Tous les dossiers du dernier fichier sont dans celui-ci.",
  },
  ecartes: { label: "Écartés", icon: CircleMinus, color: "text-danger", empty: "Aucune ligne n'est écartée." },
};

/** What is said above each part. */
export const VIEW_HELP: Partial<Record<PreviewView, string>> = {
  "a-confirmer":
    "Rien de ces lignes ne part au TBA avant votre réponse. Vous pouvez aussi appliquer l'import et répondre plus tard, sur la page de chaque dossier. Un mot de votre logiciel se dit une fois pour toutes avec « Revoir les colonnes ».",
  absents:
    "Ces dossiers étaient dans le dernier fichier importé et ne sont pas dans celui-ci. Ils ne sont pas supprimés : après l'import, dites pourquoi dans « À surveiller ».",
  ecartes: "Ces lignes ne deviendront pas des dossiers. Complétez-les ici, ou corrigez-les dans votre logiciel.",
};
