import type { FormAction } from "@/components/forms/form-action.types";
import { SwitchForm } from "@/components/forms/switch-form";

/** Whether administrateurs must have a second factor. */
export function SecondFactorSwitch({ required, action }: { required: boolean; action: FormAction }) {
  return (
    <SwitchForm
      id="second-facteur-exige"
      title="Vérification en deux temps des administrateurs"
      help="Un administrateur sans second facteur devra l'activer avant d'entrer dans l'établissement."
      on={required}
      action={action}
    />
  );
}
