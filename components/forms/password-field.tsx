"use client";

import { useRef, useState } from "react";
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH, type PasswordOwner } from "@/lib/domain/password-rules";
import type { Strength } from "./password-strength";
import { TextField } from "./text-field";

type PasswordFieldProps = { id: string; label: string; owner: PasswordOwner; error: string | undefined };

const HELP = `${PASSWORD_MIN_LENGTH} caractères au moins. Une phrase de quatre mots sans lien entre eux est facile à retenir et difficile à deviner.`;

/** A new password, with a meter that says what would make it better. Without JavaScript, the server says it after. */
export function PasswordField({ id, label, owner, error }: PasswordFieldProps) {
  const [strength, setStrength] = useState<Strength | null>(null);
  const latest = useRef("");

  async function measure(password: string) {
    latest.current = password;
    // Its dictionaries weigh more than the page: they come when one begins to type.
    const { passwordStrength } = await import("./password-strength");
    const found = await passwordStrength(password, owner);
    if (latest.current === password) setStrength(password === "" ? null : found);
  }

  return (
    <div className="space-y-2">
      <TextField
        id={id}
        label={label}
        help={HELP}
        error={error}
        type="password"
        autoComplete="new-password"
        required
        maxLength={PASSWORD_MAX_LENGTH}
        onChange={(event) => void measure(event.target.value)}
        className="h-10"
      />
      <div aria-live="polite">
        {strength === null ? null : (
          <div className="space-y-1 text-dense">
            <meter min={0} max={4} low={2} high={3} optimum={4} value={strength.score} className="block h-2 w-full">
              {strength.word}
            </meter>
            <p>
              <span className="font-medium">{strength.word}.</span> {strength.advice}
            </p>
          </div>
        )}
      </div>
    </div>
  );
}
