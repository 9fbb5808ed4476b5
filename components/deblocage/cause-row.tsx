import { Eye, Wrench } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { ACTOR_LABELS } from "@/lib/domain/anomalie";
import { formatSirets } from "@/lib/domain/format-siret";
import type { CauseSummary } from "@/lib/services/deblocage/deblocage.types";
import { causeCount } from "./cause-sentences";

type CauseRowProps = { cause: CauseSummary; link: string; canCorrect: boolean };

/** «SIRET du formateur invalide : 31 dossiers, en débloque 28», who can act, and the way to its repair. */
export function CauseRow({ cause, link, canCorrect }: CauseRowProps) {
  const Icon = canCorrect ? Wrench : Eye;
  const title = formatSirets(cause.title);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-4 py-2">
      <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <span className="font-medium">{title}</span>
        {" : "}
        <span className="tabular-nums">{causeCount(cause)}</span>
        <span className="sr-only">. </span>
        <span className="block text-dense text-encre-douce md:ml-3 md:inline">
          Qui peut agir : {ACTOR_LABELS[cause.actor]}
        </span>
      </p>
      <PageLink
        href={link}
        className={buttonVariants({ variant: "secondary", size: "small", className: "print:hidden" })}
      >
        <Icon aria-hidden="true" />
        {canCorrect ? "Corriger" : "Voir"}
        <span className="sr-only"> : {title}</span>
      </PageLink>
    </li>
  );
}
