import { GROUP_TITLES } from "@/components/dossiers/dossier-groups";
import { NativeSelect } from "@/components/forms/native-select";
import { CHAMPS, type ChampKey } from "@/lib/domain/champs";

type ChampSelectProps = { id: string; name: string; field: ChampKey | null; describedBy: string };

const GROUPS = [...new Set(CHAMPS.map(({ group }) => group))];

/** The field that a column carries, or none. */
export function ChampSelect({ id, name, field, describedBy }: ChampSelectProps) {
  return (
    <NativeSelect id={id} name={name} defaultValue={field ?? ""} aria-describedby={describedBy}>
      <option value="">Laisser de côté</option>
      {GROUPS.map((group) => (
        <optgroup key={group} label={GROUP_TITLES[group]}>
          {CHAMPS.filter((champ) => champ.group === group).map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  );
}
