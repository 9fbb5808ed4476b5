import { Message } from "@/components/shell/message";
import { describeKey, describeLeftBehind, type OtherTbaDossiers } from "@/lib/domain/left-behind";

/** The second dossiers that the TBA makes of a person whose identifier, school year or formateur changes: it never takes the first away. */
export function OtherDossiersNote({ others: { now, has, left, leaving } }: { others: OtherTbaDossiers }) {
  return (
    <>
      {leaving === null ? null : (
        <Message tone="attention" title="Le TBA en fera un second dossier">
          Il a cet apprenant sous : {describeKey(leaving, now)}. À la prochaine transmission, il l'aura aussi sous ce
          qui est écrit maintenant, et n'effacera pas le premier. Si ce changement est une erreur, corrigez-le avant.
        </Message>
      )}
      {left.length === 0 ? null : (
        <Message tone="attention" title="Le TBA a un autre dossier de cet apprenant">
          Transmis sous : {left.map((one) => describeLeftBehind(one, has)).join(" ; ")}. Il ne change plus, et seul le
          support du TBA peut le retirer : donnez-lui l'identifiant de l'apprenant dans le logiciel et ce qui précède.
        </Message>
      )}
    </>
  );
}
