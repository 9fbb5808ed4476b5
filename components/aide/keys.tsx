import { KeyTable } from "@/components/keyboard/key-table";
import { Chapter } from "./chapter";

/** The keys, as a chapter of the help. */
export function Keys() {
  return (
    <Chapter id="touches">
      <p>Tout se fait au clavier. Ces touches agissent quand vous ne saisissez rien :</p>
      <KeyTable />
    </Chapter>
  );
}
