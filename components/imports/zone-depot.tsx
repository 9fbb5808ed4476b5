"use client";

import { FileSpreadsheet, Upload } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";

type ZoneDepotProps = { description: string };

/** The browser's file field, inside a zone that also takes a file dropped on it. The file is sent as `fichier`. */
export function ZoneDepot({ description }: ZoneDepotProps) {
  const champ = useRef<HTMLInputElement>(null);
  const [nom, changerNom] = useState("");
  const [survol, changerSurvol] = useState(false);

  // React empties the form after its action: the name of the file goes with it.
  useEffect(() => {
    const formulaire = champ.current?.form;
    const oublier = () => changerNom("");
    formulaire?.addEventListener("reset", oublier);
    return () => formulaire?.removeEventListener("reset", oublier);
  }, []);

  function deposer(evenement: DragEvent) {
    evenement.preventDefault();
    changerSurvol(false);
    if (champ.current === null || evenement.dataTransfer.files.length === 0) return;
    champ.current.files = evenement.dataTransfer.files;
    changerNom(champ.current.files?.[0]?.name ?? "");
  }

  const Icone = nom === "" ? Upload : FileSpreadsheet;
  return (
    <label
      onDragOver={(evenement) => {
        evenement.preventDefault();
        changerSurvol(true);
      }}
      onDragLeave={() => changerSurvol(false)}
      onDrop={deposer}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-2 rounded-lg border-2 border-dashed border-trait-fort/70 bg-surface-douce/50 px-5 py-8 text-center transition-colors hover:border-lien",
        "has-focus-visible:border-lien has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-lien",
        survol && "border-lien bg-bleu-doux",
      )}
    >
      <Icone aria-hidden="true" className="size-8 text-lien" strokeWidth={1.5} />
      <span className="text-base font-semibold wrap-anywhere">{nom === "" ? "Déposez le fichier ici" : nom}</span>
      <span aria-hidden="true" className={cn(buttonVariants({ variant: "secondaire" }), "noscript:hidden")}>
        {nom === "" ? "Choisir un fichier" : "Choisir un autre fichier"}
      </span>
      {/* The browser's own button speaks the browser's language, and is only needed where no script shows the file's name. */}
      <input
        ref={champ}
        type="file"
        name="fichier"
        accept=".xlsx,.csv"
        required
        aria-describedby={description}
        onChange={(evenement) => changerNom(evenement.target.files?.[0]?.name ?? "")}
        className="sr-only noscript:not-sr-only"
      />
    </label>
  );
}
