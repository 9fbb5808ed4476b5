"use client";

import { Upload as UploadIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionMessage } from "@/components/forms/action-message";
import { DropZone } from "@/components/imports/drop-zone";
import type { Upload } from "@/components/imports/import-form";
import { sendFile } from "@/components/imports/send-file";
import { type ActionState, IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import { describeNotKept, parseNotKept } from "@/lib/domain/rapprochement/not-kept";

const refused = (message: string): ActionState => ({ status: "error", message });

const received = (count: number, notes: readonly string[]): ActionState => ({
  status: "success",
  message: [`${plural(count, "liste reçue", "listes reçues")}.`, ...notes].join("\n"),
});

/** Sends the files one after the other; answers what was refused, and what of those taken is not compared, file by file. */
async function sendAll(files: readonly File[], address: string, onFile: (rank: number) => void) {
  const refusals: string[] = [];
  const notes: string[] = [];
  for (const [rank, file] of files.entries()) {
    onFile(rank);
    const data = new FormData();
    data.set("fichier", file);
    const sent = await sendFile(address, data, () => undefined);
    const said = (text: string) => (files.length === 1 ? text : `${file.name} : ${text}`);
    if ("message" in sent) refusals.push(said(sent.message));
    else {
      const query = new URL(sent.location, window.location.href).searchParams;
      const note = describeNotKept(parseNotKept(Object.fromEntries(query)));
      if (note !== "") notes.push(said(note));
    }
  }
  return { refusals, notes };
}

/** Drop one list or several, then «Rapprocher»: in place with a script; one at a time without, and `note` is what of it is not compared. */
export function ListForm({ upload, note }: { upload: Upload; note: string }) {
  const router = useRouter();
  const [state, setState] = useState(() => {
    if (upload.refusal !== "") return refused(upload.refusal);
    return note === "" ? IDLE : received(1, [note]);
  });
  const [current, setCurrent] = useState("");
  const [inProgress, start] = useTransition();

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const files = new FormData(form).getAll("fichier").filter((each) => each instanceof File);
    setState(IDLE);
    start(async () => {
      const say = (rank: number) => setCurrent(`Lecture de la liste ${rank + 1} sur ${files.length}…`);
      const { refusals, notes } = await sendAll(files, upload.address, say);
      const taken = files.length - refusals.length;
      form.reset();
      setState(refusals.length > 0 ? refused([...refusals, ...notes].join("\n")) : received(taken, notes));
      router.refresh();
    });
  }

  return (
    <form method="post" encType="multipart/form-data" action={upload.address} onSubmit={send}>
      <div className="space-y-3">
        <DropZone description="liste-aide" multiple />
        <p id="liste-aide" className="text-dense text-encre-douce">
          Sur le Tableau de bord de l'apprentissage, page « Mes effectifs », téléchargez les listes nominatives
          (tdb-effectifs-….xlsx) et déposez-les telles quelles, une ou plusieurs. La plus récente de chaque type est
          gardée.
        </p>
        <ActionButton inProgress={inProgress} busyLabel={current} icon={UploadIcon}>
          Rapprocher
        </ActionButton>
      </div>
      <ActionMessage state={state} />
    </form>
  );
}
