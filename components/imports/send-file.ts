import { z } from "zod/mini";

const answerSchema = z.union([z.object({ location: z.string() }), z.object({ detail: z.string() })]);

/** What became of a file that was sent: the next page, or why it was refused. */
type SentFile = { location: string } | { message: string };

const CUT = "L'envoi du fichier n'a pas abouti : vérifiez votre connexion, puis réessayez.";

function parseAnswer(text: string): SentFile {
  try {
    const answer = answerSchema.parse(JSON.parse(text));
    return "location" in answer ? answer : { message: answer.detail };
  } catch {
    return { message: CUT };
  }
}

/**
 * Sends a form that holds a file, and follows what has left (`fetch` cannot say it): `onProgress` gets a share from 0 to 1.
 * Never rejects.
 */
export function sendFile(address: string, data: FormData, onProgress: (share: number) => void): Promise<SentFile> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener("load", () => resolve(parseAnswer(request.responseText)));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve({ message: CUT }));
    request.send(data);
  });
}
