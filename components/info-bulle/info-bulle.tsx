"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import { useInfoBulle } from "./groupe-info-bulles";

const PAS_DE_DEFILEMENT_PX = 60;

type InfoBulleProps = {
  /** The accessible name of the icon. */
  nom: string;
  icone: ReactNode;
  children: ReactNode;
  className?: string;
};

const jamais = () => () => {};

/**
 * An icon that explains itself: on hover, on focus, and on a press (which pins the bubble, also on a touch screen).
 * Escape or a press elsewhere closes it. Until JavaScript runs it is a native disclosure with the same content.
 */
export function InfoBulle(props: InfoBulleProps) {
  const vivante = useSyncExternalStore(
    jamais,
    () => true,
    () => false,
  );
  return vivante ? <BulleRadix {...props} /> : <BulleNative {...props} />;
}

const ICONE =
  "inline-flex h-7 min-w-7 cursor-pointer items-center justify-center gap-1 rounded-md px-1 text-xs font-semibold hover:bg-surface-douce";

function BulleNative({ nom, icone, children, className }: InfoBulleProps) {
  return (
    <details className="open:w-full">
      <summary className={cn(ICONE, className)}>
        {icone}
        <span className="sr-only">{nom}</span>
      </summary>
      <div className="mt-1 rounded-md border border-trait bg-surface text-dense">{children}</div>
    </details>
  );
}

function BulleRadix({ nom, icone, children, className }: InfoBulleProps) {
  const { conteneur, ouverte, survoler, basculer, fermer } = useInfoBulle(useId());
  const declencheur = useRef<HTMLButtonElement>(null);
  const contenu = useRef<HTMLDivElement>(null);
  const appui = useRef(false);

  function defiler(evenement: KeyboardEvent) {
    const pas = { ArrowDown: PAS_DE_DEFILEMENT_PX, ArrowUp: -PAS_DE_DEFILEMENT_PX }[evenement.key];
    const bulle = contenu.current;
    if (pas === undefined || bulle === null || bulle.scrollHeight <= bulle.clientHeight) return;
    evenement.preventDefault();
    bulle.scrollBy({ top: pas });
  }

  // On a wide screen the bubble opens beside the icon, so that the pointer can go down the column of icons.
  const cote = window.matchMedia("(width >= 64rem)").matches ? "left" : "bottom";
  return (
    <Tooltip
      open={ouverte}
      onOpenChange={(entre) => {
        // Radix closes on press; here a press pins, and the click that follows decides. It also closes on scroll, which is what
        // a browser does to bring a focused icon into view: as long as the icon has the focus of the keyboard, it explains itself.
        const auClavier = declencheur.current?.matches(":focus-visible") === true;
        if (entre || (!appui.current && !auClavier)) survoler(entre);
      }}
    >
      <TooltipTrigger
        ref={declencheur}
        type="button"
        aria-label={nom}
        onPointerDown={() => {
          appui.current = true;
        }}
        onPointerUp={() => {
          appui.current = false;
        }}
        onPointerLeave={() => {
          appui.current = false;
        }}
        onClick={(evenement) => {
          evenement.preventDefault();
          appui.current = false;
          basculer();
        }}
        onKeyDown={defiler}
        className={cn(ICONE, className)}
      >
        {icone}
      </TooltipTrigger>
      <TooltipContent
        ref={contenu}
        container={conteneur}
        side={cote}
        onEscapeKeyDown={fermer}
        onPointerDownOutside={(evenement) => {
          const cible = evenement.detail.originalEvent.target;
          if (cible instanceof Node && declencheur.current?.contains(cible) === true) evenement.preventDefault();
          else fermer();
        }}
      >
        {children}
      </TooltipContent>
    </Tooltip>
  );
}
