"use client";

import { FileSpreadsheet, Upload } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
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
        survol && "border-lien bg-bleu-doux",
      )}
    >
      <Icone aria-hidden="true" className="size-8 text-lien" strokeWidth={1.5} />
      <span className="text-base font-semibold wrap-anywhere">
        {nom === "" ? "Déposez le fichier ici, ou choisissez-le" : nom}
      </span>
      <input
        ref={champ}
        type="file"
        name="fichier"
        accept=".xlsx,.csv"
        required
        aria-describedby={description}
        onChange={(evenement) => changerNom(evenement.target.files?.[0]?.name ?? "")}
        className="max-w-full text-dense text-encre-douce file:mr-3 file:h-8 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-trait-fort/60 file:bg-surface file:px-3 file:font-medium file:text-encre"
      />
    </label>
  );
}
