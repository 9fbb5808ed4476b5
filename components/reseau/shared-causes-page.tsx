import { ReadyMessage } from "@/components/deblocage/ready-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { Card } from "@/components/ui/card";
import { ACTOR_LABELS } from "@/lib/domain/anomalie";
import { formatSirets } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import type { SharedCause, SharedCausesPage as SharedCausesData } from "@/lib/services/reseau/reseau.types";
import { ReseauFrame } from "./reseau-frame";

const LINK = "text-lien underline underline-offset-4 hover:no-underline";

function counts({ etablissements, dossiers, unblocked, severity }: SharedCause): string {
  const where = `${plural(etablissements.length, "établissement")}, ${plural(dossiers, "dossier")}`;
  return severity === "bloquante" ? `${where}, en débloque ${unblocked.toLocaleString("fr-FR")}` : where;
}

function SharedCauseCard({ cause }: { cause: SharedCause }) {
  const { actor, etablissements, message } = cause;
  const title = formatSirets(cause.title);
  return (
    <Card className="px-5 py-4">
      <h2 className="font-semibold wrap-anywhere">{title}</h2>
      <p className="text-encre-douce tabular-nums">
        {counts(cause)}. Qui peut agir : {ACTOR_LABELS[actor]}.
      </p>
      <details className="mt-2">
        <summary className={LINK}>
          Voir les établissements<span className="sr-only"> : {title}</span>
        </summary>
        <ul className="mt-2 space-y-1">
          {etablissements.map(({ uai, name, dossiers, causeKey }) => (
            <li key={uai}>
              <a href={`/${uai}/deblocage/${causeKey}`} className={LINK}>
                {name}
              </a>{" "}
              <span className="text-encre-douce tabular-nums">
                {uai}, {plural(dossiers, "dossier")}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {message === null ? null : (
        <details className="mt-2">
          <summary className={LINK}>
            Un message prêt pour {message.recipient}
            <span className="sr-only"> : {title}</span>
          </summary>
          <div className="mt-2">
            <ReadyMessage message={message} />
          </div>
        </details>
      )}
    </Card>
  );
}

/** «Causes communes»: the same mistake in many établissements, one message to who can repair it for all. */
export function SharedCausesPage({
  causes,
  pending,
  etablissements,
  signOut,
}: SharedCausesData & { signOut: FormAction }) {
  return (
    <ReseauFrame
      here="/reseau/causes"
      title="Causes communes"
      signOut={signOut}
      path={["Réseau"]}
      introduction={
        <p>
          Ce qui bloque ou risque de perdre des dossiers, compté sur {plural(etablissements, "établissement")} : une
          même cause ne paraît qu'une fois, la plus répandue d'abord, avec un seul message à envoyer.
          {pending === 0
            ? ""
            : ` Dans ${plural(pending, "établissement")}, des dossiers viennent de changer : leurs causes seront recomptées dans la minute.`}
        </p>
      }
    >
      {causes.length === 0 ? (
        <Card className="px-5 py-8 text-encre-douce">Aucune cause à signaler.</Card>
      ) : (
        causes.map((cause) => <SharedCauseCard key={cause.key} cause={cause} />)
      )}
    </ReseauFrame>
  );
}
