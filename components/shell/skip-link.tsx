/** The first stop of the keyboard on a page: past what all pages have. Shown once it is there. `to`: the identifier of what it leads to. */
export function SkipLink({ to = "contenu", children = "Aller au contenu" }: { to?: string; children?: string }) {
  return (
    <a
      href={`#${to}`}
      className="sr-only z-50 rounded-md bg-surface px-4 py-2 font-medium text-lien shadow-bulle focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {children}
    </a>
  );
}
