import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { champDe } from "@/lib/dossier/champs";
import type { DetailCause } from "@/lib/services/deblocage/deblocage.types";
import { LIBELLES_REPARTITIONS } from "./phrases-cause";

type ChoixCauseProps = {
  detail: DetailCause;
  /** The address of this page with another choice. */
  lien: (choix: Readonly<Record<string, string>>) => string;
};

/** Which field to correct, when the cause is about several, and how its values are given. Links: they work without JavaScript. */
export function ChoixCause({ detail, lien }: ChoixCauseProps) {
  const { champ, champs, repartition, repartitions, cause } = detail;
  const gardes: Record<string, string> = champ === champs[0] ? {} : { champ };
  return (
    <div className="space-y-3">
      {champs.length === 1 ? null : (
        <Onglets
          nom="Champ à corriger"
          onglets={champs.map((c) => ({ libelle: champDe(c).libelle, href: lien({ champ: c }), actif: c === champ }))}
        />
      )}
      {repartitions.length === 1 || cause.dossiers === 0 ? null : (
        <Onglets
          nom="Manière de corriger"
          onglets={repartitions.map((r) => ({
            libelle: LIBELLES_REPARTITIONS[r],
            href: lien({ ...gardes, par: r }),
            actif: r === repartition,
          }))}
        />
      )}
    </div>
  );
}

type OngletsProps = { nom: string; onglets: readonly { libelle: string; href: string; actif: boolean }[] };

function Onglets({ nom, onglets }: OngletsProps) {
  return (
    <nav aria-label={nom}>
      <ul className="flex flex-wrap gap-1.5">
        {onglets.map(({ libelle, href, actif }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              aria-current={actif ? "true" : undefined}
              className={cn(
                "inline-flex min-h-8 items-center rounded-full border border-trait-fort/60 px-3 py-1 text-dense font-medium hover:border-lien",
                actif && "border-lien bg-bleu-doux text-lien",
              )}
            >
              {libelle}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
