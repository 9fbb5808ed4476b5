import { ArrowRight, CircleX, TriangleAlert } from "lucide-react";
import { PageLink } from "@/components/shell/page-link";
import { cn } from "@/components/ui/cn";
import type { OpenAlerte } from "@/lib/services/alertes/alertes.types";

const APPEARANCES = {
  error: { icon: CircleX, word: "Alerte grave", classes: "bg-danger-doux", ink: "text-danger" },
  attention: { icon: TriangleAlert, word: "Alerte", classes: "bg-attention-doux", ink: "text-attention" },
} as const;

/** The open alerts, on top of every page of the établissement: a line each, with the link that helps. Nothing when all is well. */
export function AlertesBanner({ alertes }: { alertes: readonly OpenAlerte[] }) {
  if (alertes.length === 0) return null;
  return (
    <section aria-label="Alertes en cours" className="mb-5 print:hidden">
      <ul className="divide-y divide-trait overflow-hidden rounded-md border border-trait-fort/60 text-sm">
        {alertes.map((alerte) => (
          <AlerteLine key={alerte.id} alerte={alerte} />
        ))}
      </ul>
    </section>
  );
}

function AlerteLine({ alerte: { tone, title, sentence, remedy, path, link } }: { alerte: OpenAlerte }) {
  const { icon: Icon, word, classes, ink } = APPEARANCES[tone];
  return (
    <li className={cn("flex flex-wrap items-start gap-x-4 gap-y-1 px-3.5 py-2", classes)}>
      <div className="flex min-w-0 flex-1 basis-80 items-start gap-2.5">
        <Icon role="img" aria-label={word} className={cn("mt-0.5 size-4.5 shrink-0", ink)} />
        <p className="min-w-0 text-encre tabular-nums">
          <strong className={cn("font-semibold", ink)}>{title}.</strong> {sentence} {remedy}
        </p>
      </div>
      <PageLink
        href={path}
        className="ml-7 inline-flex shrink-0 items-center gap-1 py-0.5 font-medium text-lien underline underline-offset-4 hover:no-underline sm:ml-0"
      >
        {link}
        <ArrowRight aria-hidden="true" className="size-3.5" />
      </PageLink>
    </li>
  );
}
