import { Message } from "@/components/shell/message";
import { champOf } from "@/lib/domain/champs";
import { joinWords } from "@/lib/domain/join-words";
import { plural } from "@/lib/domain/plural";
import type { ImportDetail } from "@/lib/services/imports/preview/preview.types";

/** What applying would empty for want of a column, which is seldom what somebody wants. */
export function EmptiedNote({ emptied }: Pick<ImportDetail, "emptied">) {
  if (emptied.length === 0) return null;
  const fields = emptied.map(({ champ, dossiers }) => `${champOf(champ).label} (${plural(dossiers, "dossier")})`);
  return (
    <Message
      tone="attention"
      title={`Ce fichier n'a pas de colonne remplie pour ${plural(emptied.length, "information que vos dossiers ont", "informations que vos dossiers ont")}`}
    >
      {joinWords(fields)} : appliquer {emptied.length < 2 ? "la viderait" : "les viderait"}. Si{" "}
      {emptied.length < 2 ? "cette colonne a été oubliée" : "ces colonnes ont été oubliées"}, abandonnez, exportez de
      nouveau votre fichier avec {emptied.length < 2 ? "elle" : "elles"}, et déposez-le.
    </Message>
  );
}
