import { CircleCheck, CircleX, KeyRound, type LucideIcon, WifiOff } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { frenchDay } from "@/lib/domain/day";
import type { KeyState } from "@/lib/services/settings/settings.types";

type TestResult = NonNullable<KeyState["lastTest"]>["result"];

const RESULTS: Readonly<Record<TestResult, { icon: LucideIcon; tone: BadgeTone; label: string }>> = {
  accepted: { icon: CircleCheck, tone: "success", label: "Clé acceptée par le TBA" },
  refused: { icon: CircleX, tone: "danger", label: "Clé refusée par le TBA" },
  unreachable: { icon: WifiOff, tone: "attention", label: "TBA injoignable" },
};

/** «Enregistrée le jj/mm/aaaa à hh:mm par Nom», the key under dots. */
export function KeySummary({ apiKey }: { apiKey: KeyState }) {
  if (!apiKey.present)
    return (
      <p className="flex items-center gap-2 text-encre-douce">
        <KeyRound aria-hidden="true" className="size-4 shrink-0" />
        Aucune clé enregistrée pour l'instant.
      </p>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="inline-flex items-center gap-2 font-medium">
        <KeyRound aria-hidden="true" className="size-4 shrink-0 text-lien" />
        <span aria-hidden="true" className="tracking-widest">
          ••••••••••••
        </span>
        <span className="sr-only">Clé masquée</span>
      </span>
      {apiKey.modifiedAt === null ? null : (
        <span className="text-encre-douce tabular-nums">
          Enregistrée le {parisInstant(apiKey.modifiedAt)}
          {apiKey.modifiedBy === null ? "" : ` par ${apiKey.modifiedBy}`}
        </span>
      )}
    </p>
  );
}

/** Until when the TBA keeps a key that does nothing, or since when it no longer does. */
export function KeyLastUse({ use }: { use: KeyState["lastUse"] }) {
  if (use === null) return null;
  const what = use.of === "transmission" ? "dernière transmission" : "clé enregistrée";
  const until = use.over
    ? `il a sans doute révoqué celle-ci le ${frenchDay(use.limit)}. Testez-la.`
    : `celle-ci vaut jusqu'au ${frenchDay(use.limit)}, et plus longtemps à chaque transmission.`;
  return (
    <p className="text-dense text-encre-douce tabular-nums">
      Dernière utilisation : le {frenchDay(use.day)} ({what}). Le TBA révoque une clé qui ne sert pas pendant 12 mois :{" "}
      {until}
    </p>
  );
}

/** What the TBA said of the key the last time, and when. */
export function TestResult({ test }: { test: KeyState["lastTest"] }) {
  if (test === null) return null;
  const { icon: Icon, tone, label } = RESULTS[test.result];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge tone={tone}>
        <Icon aria-hidden="true" />
        {label}
      </Badge>
      <span className="text-dense text-encre-douce tabular-nums">Dernier test le {parisInstant(test.at)}</span>
    </p>
  );
}
