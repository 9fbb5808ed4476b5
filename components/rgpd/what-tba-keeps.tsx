import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import { OutsideLink } from "@/components/shell/outside-link";
import { plural } from "@/lib/domain/plural";
import type { PersonData } from "@/lib/services/rgpd/rgpd.types";

/** What an erasure takes away, what the TBA keeps, and what the school's software would do next. */
export function WhatTbaKeeps({ person }: { person: PersonData }) {
  const { own, corrections, transmissions, auditLines, onTba, tbaSite } = person;
  return (
    <div className="space-y-3">
      <p>Seront effacés, pour toujours :</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>{plural(own.length, "dossier")}, avec ce que le logiciel a donné et ce qui fut envoyé au TBA ;</li>
        <li>
          {plural(corrections, "correction")}, et ce que{" "}
          {plural(transmissions, "transmission en a dit", "transmissions en ont dit")} (les comptes des transmissions
          restent justes) ;
        </li>
        <li>
          le lien vers elle dans {plural(auditLines, "ligne")} du journal : les lignes restent, sans dire de qui elles
          parlent.
        </li>
      </ul>
      {onTba.dossiers === 0 || onTba.lastAt === null ? (
        <Message tone="info" title="Le TBA n'a rien d'elle qui vienne d'ici">
          Il n'a accepté aucun de ces dossiers.
        </Message>
      ) : (
        <Message tone="attention" title="Ce que le TBA conserve n'est pas effacé">
          <p>
            Le TBA a accepté {plural(onTba.dossiers, "de ces dossiers", "de ces dossiers")} ; ce qu'il en tient n'a pas
            changé depuis le {parisInstant(onTba.lastAt)}. Il en est responsable de son côté.
          </p>
          <p>
            Écrivez à l'assistance du TBA depuis son site, et à votre délégué à la protection des données (DPO), qui
            s'adressera à celui du ministère chargé de l'apprentissage.
          </p>
          <OutsideLink href={tbaSite}>Site du Tableau de bord de l'apprentissage</OutsideLink>
        </Message>
      )}
      <Message tone="info" title="Votre logiciel, lui, la connaît encore">
        Retirez-la aussi du logiciel. Si un fichier la porte encore, sa ligne sera mise de côté, avec la raison : seule
        une empreinte chiffrée, qui ne dit rien d'elle, est gardée pour cela. Les fichiers déjà importés restent,
        chiffrés et montrés à personne, jusqu'à leur purge (« Historique des imports »).
      </Message>
    </div>
  );
}
