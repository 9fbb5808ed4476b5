import { ExternalLink, KeyRound } from "lucide-react";

/** The seed's blue key: opens the TBA's own page, where the key is. */
export function BlueKey({ href }: { href: string }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label="Récupérer la clé sur le Tableau de bord de l'apprentissage"
      title="Récupérer la clé sur le Tableau de bord de l'apprentissage (nouvel onglet)"
      className="inline-flex print:hidden h-12 items-center gap-2 rounded-lg border border-transparent bg-bleu px-3.5 text-sur-bleu shadow-carte transition-colors hover:bg-bleu-fort"
    >
      <KeyRound aria-hidden="true" className="size-6" />
      <ExternalLink aria-hidden="true" className="size-3.5 opacity-80" />
    </a>
  );
}
