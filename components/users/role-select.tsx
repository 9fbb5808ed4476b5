import type { ComponentProps } from "react";
import { NativeSelect } from "@/components/forms/native-select";
import { ROLES } from "@/lib/domain/enumerations";
import { ROLE_LABELS } from "@/lib/domain/roles";

/** The roles, the weakest first. Sent as `role`. */
export function RoleSelect(props: ComponentProps<typeof NativeSelect>) {
  return (
    <NativeSelect name="role" {...props}>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {ROLE_LABELS[role]}
        </option>
      ))}
    </NativeSelect>
  );
}
