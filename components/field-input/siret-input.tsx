"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import { hasValidSiretCheckDigit } from "@/lib/domain/anomalies/siret";
import type { InputProps } from "./input.types";

type Notice = { good: boolean; sentence: string };

/** What can be said of a SIRET while it is typed; null when there is nothing to say. */
function noticeOn(typed: string): Notice | null {
  const siret = typed.replace(/[\s.-]+/g, "");
  if (siret === "") return null;
  if (!/^\d+$/.test(siret)) return { good: false, sentence: "Un SIRET n'a que des chiffres." };
  if (siret.length !== 14)
    return { good: false, sentence: `${siret.length} chiffre${siret.length > 1 ? "s" : ""} sur 14.` };
  return hasValidSiretCheckDigit(siret)
    ? { good: true, sentence: "14 chiffres, clé de contrôle juste." }
    : { good: false, sentence: "Clé de contrôle fausse : vérifiez les chiffres." };
}

/** A SIRET that counts its digits and checks its key as one types; the server checks it again. */
export function SiretInput({ id, name, value, invalide, describedBy }: InputProps) {
  const [typed, setValue] = useState<string | null>(null);
  const notice = typed === null ? null : noticeOn(typed);
  const noticeId = `${id}-avis`;
  const Icon = notice?.good === true ? CircleCheck : TriangleAlert;
  return (
    <>
      <Input
        id={id}
        name={name}
        defaultValue={value}
        inputMode="numeric"
        autoComplete="off"
        placeholder="14 chiffres"
        onChange={(event) => setValue(event.target.value)}
        aria-invalid={invalide || undefined}
        aria-describedby={[describedBy, noticeId].filter((d) => d !== undefined).join(" ")}
        className="tabular-nums"
      />
      <p id={noticeId} aria-live="polite" className="text-dense">
        {notice === null ? null : (
          <span className={`flex items-start gap-1.5 ${notice.good ? "text-succes" : "text-attention"}`}>
            <Icon aria-hidden="true" className="mt-px size-4 shrink-0" />
            {notice.sentence}
          </span>
        )}
      </p>
    </>
  );
}
