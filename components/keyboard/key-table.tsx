import { Fragment } from "react";
import { KEYS } from "./key-list";

/** The keys and what each does. */
export function KeyTable() {
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline justify-start gap-x-4 gap-y-2">
      {KEYS.map(({ keys, act }) => (
        <div key={act} className="contents">
          <dt className="space-x-1.5">
            {keys.map((key, rank) => (
              <Fragment key={key}>
                {/* Two keys, and not a word of both. */}
                {rank === 0 ? null : <span className="sr-only">, </span>}
                <kbd className="rounded border border-trait-fort/60 bg-surface-douce px-1.5 py-0.5 font-sans text-dense font-medium">
                  {key}
                </kbd>
              </Fragment>
            ))}
          </dt>
          <dd>{act}</dd>
        </div>
      ))}
    </dl>
  );
}
