import { DateInput } from "@/components/field-input/date-input";
import { FieldError } from "@/components/forms/field-error";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { MISREAD_DAY } from "@/lib/domain/search-params";

const MISREAD_ID = "statuts-jour-erreur";

/** Which day to show; what was typed and is none stays, and is said: today was shown in its place without a word. */
export function StatutDayForm({ path, day, unread }: { path: string; day: string; unread: string }) {
  const misread = unread !== "";
  return (
    <form method="get" action={path} className="flex flex-wrap items-end gap-3 print:hidden">
      <div className="w-38">
        <Label htmlFor="statuts-jour">Jour</Label>
        <DateInput
          id="statuts-jour"
          name="jour"
          label="Jour"
          value={misread ? unread : day}
          invalide={misread}
          describedBy={misread ? MISREAD_ID : undefined}
        />
      </div>
      <Button type="submit" variant="secondary">
        Voir ce jour
      </Button>
      <div className="w-full empty:hidden">
        <FieldError id={MISREAD_ID} message={misread ? MISREAD_DAY : undefined} />
      </div>
    </form>
  );
}
