"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";

/** The one bubble that is open; pinned by a press, it stays when the pointer or the focus leaves. */
type Ouverte = { id: string; epinglee: boolean } | null;

type Groupe = {
  conteneur: HTMLElement | null;
  ouverte: Ouverte;
  changer: (suivant: (precedent: Ouverte) => Ouverte) => void;
};

const ContexteGroupe = createContext<Groupe | null>(null);

/** Around all the bubbles of a page: opening one closes the others. */
export function GroupeInfoBulles({ children }: { children: ReactNode }) {
  const [ouverte, changer] = useState<Ouverte>(null);
  const [conteneur, poserConteneur] = useState<HTMLElement | null>(null);
  const groupe = useMemo(() => ({ conteneur, ouverte, changer }), [conteneur, ouverte]);
  return (
    <TooltipProvider delayDuration={120} skipDelayDuration={200}>
      <ContexteGroupe value={groupe}>
        {children}
        <div ref={poserConteneur} />
      </ContexteGroupe>
    </TooltipProvider>
  );
}

/** What one bubble of the group may know and do. */
export function useInfoBulle(id: string) {
  const groupe = useContext(ContexteGroupe);
  if (groupe === null) throw new Error("Une info-bulle doit être dans un GroupeInfoBulles.");
  const { conteneur, ouverte, changer } = groupe;
  return {
    conteneur,
    ouverte: ouverte?.id === id,
    /** The pointer or the focus came (true) or left (false). */
    survoler: (entre: boolean) =>
      changer((precedent) => {
        if (entre) return precedent?.id === id ? precedent : { id, epinglee: false };
        return precedent?.id === id && !precedent.epinglee ? null : precedent;
      }),
    basculer: () =>
      changer((precedent) => (precedent?.id === id && precedent.epinglee ? null : { id, epinglee: true })),
    fermer: () => changer((precedent) => (precedent?.id === id ? null : precedent)),
  };
}
