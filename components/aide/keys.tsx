import { KEYS } from "@/components/keyboard/key-list";
import { Chapter } from "./chapter";

/** The keys, as a chapter of the help. */
export function Keys() {
  return (
    <Chapter id="touches">
      <p>Tout se fait au clavier. Ces touches agissent quand vous ne saisissez rien :</p>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {KEYS.map(({ keys, act }) => (
          <div key={act} className="contents">
            <dt className="space-x-1.5">
              {keys.map((key) => (
                <kbd key={key} className="rounded border border-trait-fort px-1.5 font-sans text-dense">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
    </Chapter>
  );
}
