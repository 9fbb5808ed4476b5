"use client";

import { Upload as UploadIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import { type ActionState, IDLE } from "@/lib/domain/action-state.types";
import { DropZone } from "./drop-zone";
import { PasteZone } from "./paste-zone";
import { sendFile } from "./send-file";

/** Where the file goes, how big it may be, and why the last one was refused when it was sent without script. */
export type Upload = { address: string; maxMb: number; refusal: string };

const MEGABYTE = 1024 * 1024;
const refused = (message: string): ActionState => ({ status: "error", message });

/** The refusal of a file that need not even leave: too big. */
function checkSize(data: FormData, maxMb: number): ActionState | null {
  const file = data.get("fichier");
  if (!(file instanceof File) || file.size <= maxMb * MEGABYTE) return null;
  const size = (Math.ceil((file.size / MEGABYTE) * 10) / 10).toLocaleString("fr-FR");
  return refused(`Ce fichier pèse ${size} Mo : la limite est de ${maxMb} Mo.`);
}

function busyLabel(share: number): string {
  return share < 1 ? `Envoi du fichier : ${Math.floor(share * 100)} %` : "Réception…";
}

/** Choose or drop a file, then «Importer»: in place with a script, by the browser's own means without. */
export function ImportForm({ upload }: { upload: Upload }) {
  const router = useRouter();
  const [state, setState] = useState(upload.refusal === "" ? IDLE : refused(upload.refusal));
  const [share, setShare] = useState(0);
  const [inProgress, start] = useTransition();

  function sendFrom(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    send(new FormData(event.currentTarget));
  }

  function sendPasted(file: File) {
    const data = new FormData();
    data.set("fichier", file);
    send(data);
  }

  function send(data: FormData) {
    const tooBig = checkSize(data, upload.maxMb);
    setState(tooBig ?? IDLE);
    if (tooBig !== null) return;
    setShare(0);
    start(async () => {
      const sent = await sendFile(upload.address, data, setShare);
      if ("message" in sent) {
        setState(refused(sent.message));
        return;
      }
      // The name of the file stays in sight until its page is there.
      router.push(sent.location);
      router.refresh();
    });
  }

  return (
    <form method="post" encType="multipart/form-data" action={upload.address} onSubmit={sendFrom}>
      <div className="space-y-3">
        <DropZone description="import-aide" />
        <p id="import-aide" className="text-dense text-encre-douce">
          Un classeur (xlsx, xls, xlsb, ods) ou un csv de {upload.maxMb} Mo au plus : le modèle d'import du TBA, ou
          l'export de votre logiciel tel qu'il est. Vous verrez ce qui change avant que rien ne soit écrit.
        </p>
        <ActionButton inProgress={inProgress} busyLabel={busyLabel(share)} icon={UploadIcon}>
          Importer
        </ActionButton>
        <PasteZone disabled={inProgress} onSend={sendPasted} />
      </div>
      <ActionMessage state={state} />
    </form>
  );
}
