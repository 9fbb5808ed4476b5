import { ListFilter, X } from "lucide-react";
import type { ReactNode } from "react";
import { DateInput } from "@/components/field-input/date-input";
import { FieldError } from "@/components/forms/field-error";
import { NativeSelect } from "@/components/forms/native-select";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Day } from "@/lib/domain/day";
import { MISREAD_DAY } from "@/lib/domain/search-params";
import type { AuditPage, TypedAuditFilters } from "@/lib/services/audit/audit.types";

type AuditFilterFieldsProps = {
  filters: TypedAuditFilters;
  people: AuditPage["people"];
  actions: AuditPage["actions"];
  /** The page without any filter, null when there is none. */
  withoutFilters: string | null;
};

/** Who, what, between which days, from which address. */
export function AuditFilterFields({ filters, people, actions, withoutFilters }: AuditFilterFieldsProps) {
  const { personId, action, address, unread } = filters;
  const misread = isMisread(unread);
  return (
    <div className="flex flex-wrap items-end gap-3 print:hidden">
      <Field id="journal-personne" label="Qui" className="w-52">
        <NativeSelect id="journal-personne" name="personne" defaultValue={personId}>
          <option value="">Tout le monde</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field id="journal-action" label="Acte" className="w-60">
        <NativeSelect id="journal-action" name="action" defaultValue={action ?? ""}>
          <option value="">Tous les actes</option>
          {actions.map(({ action: value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <DayField name="du" label="Du" day={filters.from} unread={filters.unread.from} />
      <DayField name="au" label="Au" day={filters.to} unread={filters.unread.to} />
      <Field id="journal-adresse" label="Adresse IP" className="w-40">
        <Input id="journal-adresse" name="adresse" defaultValue={address} maxLength={45} autoComplete="off" />
      </Field>
      <Button type="submit" variant="secondary">
        <ListFilter aria-hidden="true" />
        Filtrer
      </Button>
      {withoutFilters === null ? null : (
        <PageLink href={withoutFilters} className={buttonVariants({ variant: "discreet" })}>
          <X aria-hidden="true" />
          Effacer les filtres
        </PageLink>
      )}
      {misread ? (
        <div className="w-full">
          <FieldError id={MISREAD_ID} message={MISREAD_DAY} />
        </div>
      ) : null}
    </div>
  );
}

/** Whether a day was typed that is none. */
export const isMisread = ({ from, to }: TypedAuditFilters["unread"]) => from !== "" || to !== "";
const MISREAD_ID = "journal-jours-erreur";

type DayFieldProps = { name: string; label: string; day: Day | null; unread: string };

/** A day; what is none stays as it was typed, and is said under the filters: it would seem to filter. */
function DayField({ name, label, day, unread }: DayFieldProps) {
  const id = `journal-${name}`;
  return (
    <Field id={id} label={label} className="w-38">
      <DateInput
        id={id}
        name={name}
        label={label}
        value={day ?? unread}
        invalide={unread !== ""}
        describedBy={unread === "" ? undefined : MISREAD_ID}
      />
    </Field>
  );
}

function Field({
  id,
  label,
  className,
  children,
}: {
  id: string;
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <div className={className}>
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  );
}
