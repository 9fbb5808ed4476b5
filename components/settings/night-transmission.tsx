import type { FormAction } from "@/components/forms/form-action.types";
import { SwitchForm } from "@/components/forms/switch-form";

type NightTransmissionProps = { active: boolean; action: FormAction | null };

/** «Transmission chaque nuit», on or off. `action` is null for those who may not change it. */
export function NightTransmission({ active, action }: NightTransmissionProps) {
  return (
    <SwitchForm
      id="transmission-nuit"
      title="Transmission chaque nuit"
      help="Chaque nuit, tous les dossiers valides sont transmis au TBA. Les autres attendent d'être corrigés."
      on={active}
      action={action}
    />
  );
}
