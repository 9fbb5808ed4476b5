import { CircleCheck, CircleDashed, History, type LucideIcon } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { frenchDay } from "@/lib/domain/day";
import { parisDay } from "@/lib/domain/paris-day";
import type { TbaMarks as Marques } from "@/lib/services/dossiers/dossiers.types";

type TbaMark = { name: string; icon: LucideIcon; color: string; next: string };

function marks({ receivedAt, acceptedAt, acceptedAsIs, seenAt }: Marques): TbaMark[] {
  const done = (name: string, next: string): TbaMark => ({ name, icon: CircleCheck, color: "text-succes", next });
  const notDone = (name: string, next: string): TbaMark => ({
    name,
    icon: CircleDashed,
    color: "text-encre-douce",
    next,
  });
  const accepted = (): TbaMark => {
    if (acceptedAt === null) return notDone("Accepté", receivedAt === null ? "pas encore envoyé" : "pas encore");
    if (acceptedAsIs) return done("Accepté", `depuis le ${parisInstant(acceptedAt)}`);
    return {
      name: "Accepté",
      icon: History,
      color: "text-attention",
      next: `une version précédente, depuis le ${parisInstant(acceptedAt)}`,
    };
  };
  return [
    receivedAt === null ? notDone("Reçu", "pas encore envoyé") : done("Reçu", `le ${parisInstant(receivedAt)}`),
    accepted(),
    seenAt === null
      ? notDone("Vu sur le TBA", "pas encore vérifié")
      : done("Vu sur le TBA", `dans la liste du ${frenchDay(parisDay(new Date(seenAt)))}`),
  ];
}

/** How far the dossier went: received by the TBA, accepted, seen there. */
export function TbaMarks({ marks: parsed }: { marks: Marques }) {
  return (
    <ul aria-label="Chemin du dossier vers le TBA" className="flex basis-full flex-wrap gap-x-5 gap-y-1 text-dense">
      {marks(parsed).map(({ name, icon: Icon, color, next }) => (
        <li key={name} className="flex items-center gap-1.5 tabular-nums">
          <Icon aria-hidden="true" className={`size-4 shrink-0 ${color}`} />
          <span>
            <strong className="font-semibold">{name}</strong> <span className="text-encre-douce">: {next}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
