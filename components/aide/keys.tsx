import { Chapter } from "./chapter";
import { KEY_LIST } from "./key-list";

/** The keys, as a chapter of the help. */
export function Keys() {
  return (
    <Chapter id="touches">
      <p>Tout se fait au clavier. Ces touches agissent quand vous ne saisissez rien :</p>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {KEY_LIST.map(([key, effect]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-trait-fort px-1.5 font-sans text-dense">{key}</kbd>
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </Chapter>
  );
}
