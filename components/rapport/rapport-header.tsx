"use client";

import { Download, EyeOff, History, Printer, UserPlus } from "lucide-react";
import type { FormAction } from "@/components/forms/form-action.types";
import { OutsideLink } from "@/components/shell/outside-link";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { frenchDay } from "@/lib/domain/day";
import { plural } from "@/lib/domain/plural";
import type { LastDays } from "@/lib/services/rapport/rapport.types";
import { type Ready, TransmitNow } from "./transmit-now";

export type RapportHeaderProps = {
  last: LastDays;
  transmissionInProgress: boolean;
  keySaved: boolean;
  /** Dossiers that will leave by themselves, and at what hour; null when no night will. */
  ready: Ready | null;
  /** Dossiers that the TBA took and will not show, and the link that keeps only them. */
  notShown: { count: number; link: string };
  links: { dashboard: string; fullRapport: string; corrections: string };
  /** All the lines that the filters keep, on paper. Null when there is none. */
  printLink: string | null;
  /** Null for those who may not add a dossier. */
  newLink: string | null;
  /** Null for those who may not save a key. */
  keyLink: string | null;
  /** Null for those who may not transmit. */
  transmit: FormAction | null;
};

/** The seed's heading: title, the TBA's own page, the last transmission, the whole report, and «Transmettre maintenant». */
export function RapportHeader(props: RapportHeaderProps) {
  const { last, transmissionInProgress, keySaved, ready, notShown, links, printLink, newLink, keyLink, transmit } =
    props;
  return (
    <PageHeader
      aide="rapport"
      title={
        <>
          Tableau de bord de <span className="whitespace-nowrap">l'apprentissage :</span> Rapport de transmission
        </>
      }
      actions={
        transmit === null ? null : (
          <TransmitNow
            action={transmit}
            keySaved={keySaved}
            ready={ready}
            transmissionInProgress={transmissionInProgress}
            keyLink={keyLink}
          />
        )
      }
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1.5">
        <OutsideLink href={links.dashboard}>Accéder au Tableau de bord de l'apprentissage</OutsideLink>
        <p className="text-encre-douce">
          Dernière transmission vers TBA :{" "}
          <strong className="font-semibold text-encre tabular-nums">
            {last.transmission === null ? "aucune" : frenchDay(last.transmission)}
          </strong>
          {last.received === null ? null : `, derniers dossiers reçus le ${frenchDay(last.received)}`}
        </p>
        {notShown.count === 0 ? null : (
          <PageLink
            href={notShown.link}
            className="inline-flex items-center gap-1.5 font-medium text-attention underline-offset-4 hover:underline"
          >
            <EyeOff aria-hidden="true" className="size-4 shrink-0" />
            {plural(notShown.count, "dossier transmis ne s'affichera pas", "dossiers transmis ne s'afficheront pas")}
          </PageLink>
        )}
        <a
          href={links.fullRapport}
          className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
        >
          <Download aria-hidden="true" className="size-4 shrink-0" />
          Télécharger le rapport complet
        </a>
        <PageLink
          href={links.corrections}
          className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
        >
          <History aria-hidden="true" className="size-4 shrink-0" />
          Corrections récentes
        </PageLink>
        {printLink === null ? null : (
          <a
            href={printLink}
            className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
          >
            <Printer aria-hidden="true" className="size-4 shrink-0" />
            Imprimer
          </a>
        )}
        {newLink === null ? null : (
          <PageLink
            href={newLink}
            className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
          >
            <UserPlus aria-hidden="true" className="size-4 shrink-0" />
            Nouveau dossier
          </PageLink>
        )}
      </div>
    </PageHeader>
  );
}
