import { Download } from "lucide-react";
import { ReadyMessage } from "@/components/deblocage/ready-message";
import type { FormAction } from "@/components/forms/form-action.types";
import type { Upload } from "@/components/imports/import-form";
import { Message } from "@/components/shell/message";
import { News } from "@/components/shell/news";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { frenchDay } from "@/lib/domain/day";
import { plural } from "@/lib/domain/plural";
import { rapportPath } from "@/lib/domain/rapport-path";
import { LIST_LABELS } from "@/lib/domain/rapprochement/combine-lists";
import type { RapprochementPageData } from "@/lib/services/rapprochement/rapprochement.types";
import { CategoryCard } from "./category-card";
import { GivenAnswers } from "./given-answers";
import { ListForm } from "./list-form";
import { RapprochementHistory } from "./rapprochement-history";
import { RapprochementProgress } from "./rapprochement-progress";
import { seenSentence } from "./seen-sentence";
import { Waterfall } from "./waterfall";

type RapprochementPageProps = {
  uai: string;
  data: RapprochementPageData;
  /** Null for those who may not drop a list. */
  upload: Upload | null;
  /** What of the list just dropped without a script is not compared; empty when nothing is to be said. */
  note: string;
  /** Null for those who may not answer. */
  actions: { answer: FormAction; undo: FormAction } | null;
};

/** «Établissement › Rapprochement»: what the TBA really holds. */
export function RapprochementPage({ uai, data, upload, note, actions }: RapprochementPageProps) {
  const { lists, moving, current, categories, answers, messages, history } = data;
  const counts = current?.counts ?? null;
  return (
    <div className="max-w-6xl space-y-5">
      <PageHeader title="Rapprochement" aide="rapprochement" path={["Établissement"]} />
      <News sentence={moving === null && counts !== null ? seenSentence(counts) : ""} className="space-y-5">
        {moving === null ? null : <RapprochementProgress key={moving.id} uai={uai} standing={moving} />}
        {counts === null ? (
          <Message tone="info" title="Que voit-on vraiment sur le TBA ?">
            {upload === null
              ? "Quand un gestionnaire aura déposé les listes nominatives que le TBA laisse télécharger, "
              : "Déposez les listes nominatives que le TBA laisse télécharger : "}
            chaque apprenti y est cherché par son nom et sa naissance, et chaque écart reçoit sa raison.
          </Message>
        ) : (
          <Card>
            <CardHeader>
              <CardTitle className="text-lg">{seenSentence(counts)}</CardTitle>
              <p className="text-encre-douce">
                {current?.lists
                  .map(({ type, day }) => `Liste « ${LIST_LABELS[type]} » du ${frenchDay(day)}`)
                  .join(" · ")}
              </p>
            </CardHeader>
            <CardContent className="space-y-4">
              <Waterfall
                counts={counts}
                shown={new Set(categories.map(({ category }) => category))}
                rapport={rapportPath(uai)}
              />
              <a
                href={`/${uai}/etablissement/rapprochement/classeur`}
                className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
              >
                <Download aria-hidden="true" className="size-4 shrink-0" />
                Télécharger le classeur
              </a>
            </CardContent>
          </Card>
        )}
      </News>
      {categories.map((each) => (
        <CategoryCard
          key={each.category}
          uai={uai}
          {...each}
          confirm={actions && current && { rapprochementId: current.id, answer: actions.answer }}
        />
      ))}
      <GivenAnswers uai={uai} answers={answers} undo={actions?.undo ?? null} />
      {messages.map((message) => (
        <Card key={message.recipient}>
          <CardHeader>
            <CardTitle>Message prêt pour {message.recipient}</CardTitle>
          </CardHeader>
          <CardContent>
            <ReadyMessage message={message} />
          </CardContent>
        </Card>
      ))}
      <Card className="print:hidden">
        <CardHeader>
          <CardTitle>Listes nominatives du TBA</CardTitle>
          {lists.length === 0 ? null : (
            <ul className="text-encre-douce">
              {lists.map(({ type, day, file, lines }) => (
                <li key={type} className="wrap-anywhere">
                  « {LIST_LABELS[type]} » du {frenchDay(day)} : {plural(lines, "ligne")} ({file})
                </li>
              ))}
            </ul>
          )}
        </CardHeader>
        <CardContent>
          {upload === null ? (
            <p className="text-encre-douce">
              Seuls les gestionnaires et les administrateurs peuvent déposer une liste.
            </p>
          ) : (
            <ListForm upload={upload} note={note} />
          )}
        </CardContent>
      </Card>
      <RapprochementHistory history={history} />
    </div>
  );
}
