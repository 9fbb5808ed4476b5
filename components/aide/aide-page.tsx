import { Card } from "@/components/ui/card";
import { Administration } from "./administration";
import { AideFrame } from "./aide-frame";
import { CHAPTERS } from "./chapters";
import { DailyWork } from "./daily-work";
import { Glossary } from "./glossary";
import { Keys } from "./keys";
import { Tutorial } from "./tutorial";

/** «Aide»: the tutorial, page by page, the keys and the words. */
export function AidePage() {
  return (
    <AideFrame title="Aide" introduction="Le tutoriel, page par page. Le « ? » de chaque page ouvre son paragraphe.">
      <Card className="p-4">
        <nav aria-labelledby="sommaire">
          <h2 id="sommaire" className="pb-2 font-semibold">
            Sommaire
          </h2>
          <ol className="list-decimal gap-x-8 pl-6 sm:columns-2">
            {Object.entries(CHAPTERS).map(([id, title]) => (
              <li key={id} className="break-inside-avoid py-0.5">
                <a href={`#${id}`} className="text-lien underline-offset-4 hover:underline">
                  {title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </Card>
      <Tutorial />
      <DailyWork />
      <Administration />
      <Keys />
      <Glossary />
    </AideFrame>
  );
}
