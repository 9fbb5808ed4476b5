"use client";

import { ShieldCheck } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import { CurrentPassword } from "@/components/forms/current-password";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { DoorPage } from "@/components/sign-in/door-page";
import { buttonVariants } from "@/components/ui/button-variants";
import { IDLE } from "@/lib/domain/action-state.types";
import type { CodesState } from "@/lib/services/users/users.types";

type EnrolPageProps = {
  /** The picture to scan, as a data address. */
  image: string;
  secret: string;
  owner: { email: string; hasPassword: boolean };
  turnOn: (previous: CodesState, data: FormData) => Promise<CodesState>;
};

/** The second factor turned on: scan, type a first code, then keep the recovery codes. */
export function EnrolPage({ image, secret, owner, turnOn }: EnrolPageProps) {
  const [state, send, inProgress] = useFormAction(turnOn, { ...IDLE, codes: [] }, { secret: true });
  if (state.codes.length > 0) {
    return (
      <DoorPage
        title="Vos codes de secours"
        help="Imprimez-les ou recopiez-les : chacun remplace une fois votre téléphone. Ils ne seront plus montrés."
      >
        <ul className="grid grid-cols-2 gap-2 font-mono">
          {state.codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <PageLink href="/mon-compte" className={buttonVariants()}>
          C'est fait
        </PageLink>
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title="Activer le second facteur"
      help="Scannez cette image avec une application d'authentification (FreeOTP, Google Authenticator, Microsoft Authenticator…), puis tapez le code qu'elle affiche."
      foot={
        <PageLink href="/mon-compte" className="text-lien underline underline-offset-4">
          Revenir à mon compte
        </PageLink>
      }
    >
      {/* biome-ignore lint/performance/noImgElement: a data address, made for this page. */}
      <img src={image} alt="Code QR à scanner par votre application d'authentification" className="mx-auto bg-white" />
      <details className="text-dense">
        <summary className="w-fit cursor-pointer text-lien underline underline-offset-4">
          Impossible de scanner ?
        </summary>
        <p className="mt-2">
          Tapez ce secret dans l'application : <code className="break-all">{secret}</code>
        </p>
      </details>
      <ActionForm action={send} state={state} className="space-y-4">
        <TextField
          id="code"
          label="Code à 6 chiffres"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={10}
          error={state.fields?.code}
          className="h-10"
        />
        {owner.hasPassword ? <CurrentPassword email={owner.email} error={state.fields?.current} /> : null}
        <ActionButton inProgress={inProgress} busyLabel="Vérification…" icon={ShieldCheck} className="h-10 w-full">
          Activer
        </ActionButton>
        <ActionMessage state={state} />
      </ActionForm>
    </DoorPage>
  );
}
