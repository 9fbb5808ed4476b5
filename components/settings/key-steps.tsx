import type { ReactNode } from "react";

type KeyStepsProps = { blueKey: ReactNode; champ: ReactNode; test: ReactNode };

/** The seed's tutorial as three steps, each with what it asks for. */
export function KeySteps({ blueKey, champ, test }: KeyStepsProps) {
  return (
    <ol className="divide-y divide-trait">
      <KeyStep numero={1} title="Récupérer la clé">
        <p className="text-encre-douce">
          Cliquez sur la clé bleue : elle ouvre le Tableau de bord de l'apprentissage dans un nouvel onglet.
          Connectez-vous ou créez un compte, puis copiez la clé d'API qui s'affiche.
        </p>
        {blueKey}
      </KeyStep>
      <KeyStep numero={2} title="Coller la clé et l'enregistrer">
        <p className="text-encre-douce">
          Collez la clé dans le champ ci-dessous, puis cliquez sur « Enregistrer ». Ce paramétrage n'est à faire qu'une
          seule fois.
        </p>
        {champ}
      </KeyStep>
      <KeyStep numero={3} title="Tester la clé">
        <p className="text-encre-douce">
          Le test demande au TBA s'il reconnaît la clé enregistrée. Il ne transmet aucun dossier.
        </p>
        {test}
      </KeyStep>
    </ol>
  );
}

function KeyStep({ numero, title, children }: { numero: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-4 px-5 py-5">
      <span
        aria-hidden="true"
        className="flex size-7 shrink-0 items-center justify-center rounded-full bg-bleu-doux text-sm font-semibold text-lien tabular-nums"
      >
        {numero}
      </span>
      <div className="min-w-0 flex-1 space-y-3">
        <h2 className="text-base leading-7 font-semibold">{title}</h2>
        {children}
      </div>
    </li>
  );
}
