import { CircleCheck, CircleDashed } from "lucide-react";
import { parisInstant } from "@/components/dates/paris-instant";
import { PageLink } from "@/components/shell/page-link";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { FIRST_STEPS, type FirstStep, type FirstSteps as Steps } from "@/lib/services/first-steps/first-steps.types";

type Words = {
  title: string;
  why: string;
  button: string;
  /** Who may, when the reader may not. */
  otherwise: string;
};

const WORDS: Readonly<Record<FirstStep, Words>> = {
  key: {
    title: "Enregistrer la clé d'API",
    why: "Elle prouve au TBA que les dossiers viennent de votre établissement.",
    button: "Enregistrer la clé",
    otherwise: "Un administrateur de l'établissement l'enregistre.",
  },
  test: {
    title: "Tester la clé",
    why: "Le TBA dit aussitôt s'il l'accepte, sans rien recevoir.",
    button: "Tester la clé",
    otherwise: "Un administrateur de l'établissement la teste.",
  },
  file: {
    title: "Importer le fichier de vos apprentis",
    why: "Déposez l'export de votre logiciel tel qu'il est : vous verrez ce qui manque avant que rien ne parte.",
    button: "Importer un fichier",
    otherwise: "Un gestionnaire de l'établissement l'importe.",
  },
  night: {
    title: "Première transmission",
    why: "Les dossiers valides partent chaque nuit, sans que personne n'agisse. « Transmettre maintenant » n'attend pas la nuit.",
    button: "Régler la transmission",
    otherwise: "Elle se fera la nuit prochaine, si la clé est enregistrée.",
  },
};

type FirstStepsProps = {
  steps: Steps;
  /** Where each is done; null for those who may not do it. */
  links: Readonly<Record<FirstStep, string | null>>;
};

/** What is left to do before dossiers leave by themselves; what is done, when and by whom. */
export function FirstSteps({ steps, links }: FirstStepsProps) {
  const next = FIRST_STEPS.find((step) => steps[step] === null);
  return (
    <Card aria-labelledby="premiers-pas" className="space-y-3 p-4 print:hidden">
      <h2 id="premiers-pas" className="text-base font-semibold">
        Premiers pas
      </h2>
      <ol className="grid gap-3 sm:grid-cols-2 2xl:grid-cols-4">
        {FIRST_STEPS.map((step) => {
          const done = steps[step];
          const { title, why, button, otherwise } = WORDS[step];
          const link = links[step];
          return (
            <li key={step} className="flex items-start gap-2.5">
              {done === null ? (
                <CircleDashed role="img" aria-label="À faire" className="mt-0.5 size-5 shrink-0 text-encre-douce" />
              ) : (
                <CircleCheck role="img" aria-label="Fait" className="mt-0.5 size-5 shrink-0 text-succes" />
              )}
              <div className="space-y-1">
                <p className="font-medium">{title}</p>
                {done === null ? (
                  <>
                    <p className="text-dense text-encre-douce">{why}</p>
                    {link === null ? (
                      <p className="text-dense">{otherwise}</p>
                    ) : (
                      <PageLink
                        href={link}
                        className={buttonVariants({ size: "small", variant: step === next ? "primary" : "secondary" })}
                      >
                        {button}
                      </PageLink>
                    )}
                  </>
                ) : (
                  <p className="text-dense text-encre-douce tabular-nums">
                    Fait le {parisInstant(done.at)}
                    {done.by === null ? "" : `, par ${done.by}`}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
