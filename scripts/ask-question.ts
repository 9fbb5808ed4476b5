import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks one question on the terminal. `hidden`: what is typed is not shown, as a password must not be. */
export async function askQuestion(question: string, { hidden }: { hidden: boolean }): Promise<string> {
  if (!hidden) {
    const dialog = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await dialog.question(question);
    dialog.close();
    return answer;
  }
  process.stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const dialog = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const answer = await dialog.question("");
  dialog.close();
  process.stdout.write("\n");
  return answer;
}
