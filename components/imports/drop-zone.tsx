"use client";

import { FileSpreadsheet, Upload } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";

/** `multiple`: several files at once. */
type DropZoneProps = { description: string; multiple?: boolean };

const nameOf = (files: FileList | null) =>
  files !== null && files.length > 1 ? `${files.length} fichiers` : (files?.[0]?.name ?? "");

/** The browser's file field, inside a zone that also takes a file dropped on it. The file is sent as `fichier`. */
export function DropZone({ description, multiple = false }: DropZoneProps) {
  const champ = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [hovered, setHovered] = useState(false);

  // React empties the form after its action: the name of the file goes with it.
  useEffect(() => {
    const form = champ.current?.form;
    const forget = () => setName("");
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);

  function drop(event: DragEvent) {
    event.preventDefault();
    setHovered(false);
    if (champ.current === null || event.dataTransfer.files.length === 0) return;
    champ.current.files = event.dataTransfer.files;
    setName(nameOf(champ.current.files));
  }

  const Icon = name === "" ? Upload : FileSpreadsheet;
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setHovered(true);
      }}
      onDragLeave={() => setHovered(false)}
      onDrop={drop}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-2 rounded-lg border-2 border-dashed border-trait-fort/70 bg-surface-douce/50 px-5 py-8 text-center transition-colors hover:border-lien",
        "has-focus-visible:border-lien has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-lien",
        hovered && "border-lien bg-bleu-doux",
      )}
    >
      <Icon aria-hidden="true" className="size-8 text-lien" strokeWidth={1.5} />
      <span className="text-base font-semibold wrap-anywhere">
        {name === "" ? (multiple ? "Déposez les fichiers ici" : "Déposez le fichier ici") : name}
      </span>
      <span aria-hidden="true" className={cn(buttonVariants({ variant: "secondary" }), "noscript:hidden")}>
        {name === "" ? "Choisir un fichier" : "Choisir un autre fichier"}
      </span>
      {/* The browser's own button speaks the browser's language, and is only needed where no script shows the file's name. */}
      <input
        ref={champ}
        type="file"
        name="fichier"
        accept=".xlsx,.xlsm,.xltx,.xlsb,.xls,.ods,.csv,.txt"
        required
        multiple={multiple}
        aria-describedby={description}
        onChange={(event) => setName(nameOf(event.target.files))}
        className="sr-only noscript:not-sr-only"
      />
    </label>
  );
}
