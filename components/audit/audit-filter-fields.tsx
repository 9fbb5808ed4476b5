import { ListFilter, X } from "lucide-react";
import type { ReactNode } from "react";
import { DateInput } from "@/components/field-input/date-input";
import { NativeSelect } from "@/components/forms/native-select";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { AuditFilters, AuditPage } from "@/lib/services/audit/audit.types";

type AuditFilterFieldsProps = {
  filters: AuditFilters;
  people: AuditPage["people"];
  actions: AuditPage["actions"];
  /** The page without any filter, null when there is none. */
  withoutFilters: string | null;
};

/** Who, what, between which days, from which address. */
export function AuditFilterFields({ filters, people, actions, withoutFilters }: AuditFilterFieldsProps) {
  const { personId, action, from, to, address } = filters;
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
      <Field id="journal-du" label="Du" className="w-38">
        <DateInput id="journal-du" name="du" value={from ?? ""} invalide={false} describedBy={undefined} />
      </Field>
      <Field id="journal-au" label="Au" className="w-38">
        <DateInput id="journal-au" name="au" value={to ?? ""} invalide={false} describedBy={undefined} />
      </Field>
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
    </div>
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
