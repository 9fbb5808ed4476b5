import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { receiveFile } from "@/lib/actions/receive-file";

const OPEN_FILES = "/proc/self/fd";
const PART = Buffer.alloc(10_000, "a");
const MAX_SIZE = 10 * PART.length;

/** The files of forms that this process holds open. */
function heldFiles(): string[] {
  const targets = readdirSync(OPEN_FILES).flatMap((fd) => {
    try {
      return [readlinkSync(`${OPEN_FILES}/${fd}`)];
    } catch {
      return [];
    }
  });
  return targets.filter((target) => /passerelle-\w+\/file/.test(target));
}

/** A form whose file comes in so many parts; `cut`: its sender leaves before the end. */
function formOf(parts: number, cut = false): Request {
  const head =
    '--b\r\nContent-Disposition: form-data; name="fichier"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n';
  const chunks = [Buffer.from(head), ...Array.from({ length: parts }, () => PART), Buffer.from("\r\n--b--\r\n")];
  const body = new ReadableStream({
    async pull(controller) {
      const chunk = chunks.shift();
      if (cut && chunks.length === 0) controller.error(new Error("parti"));
      else if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
      // Each part is written before the next one comes.
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  });
  const init = { headers: { "content-type": "multipart/form-data; boundary=b" }, duplex: "half" };
  return new Request("http://localhost/", { method: "POST", body, ...init });
}

/** A form as a browser sends it. */
function sentForm(field: string, name: string): Request {
  const body = new FormData();
  body.append(field, new File(["nom;prénom"], name));
  return new Request("http://localhost/", { method: "POST", body });
}

describe("Un formulaire d'envoi", () => {
  const named = (request: Request) => receiveFile(request, MAX_SIZE, async ({ name }) => name);

  it("donne son fichier sous son nom, que l'on coupe quand il n'en finit pas", async () => {
    expect(await named(sentForm("fichier", "Apprentis.csv"))).toBe("Apprentis.csv");
    expect(await named(sentForm("fichier", `${"x".repeat(300)}.csv`))).toBe("x".repeat(200));
  });

  it("n'a dans le nom de son fichier rien qui ne se voie pas, ni que la base ne garde, ni qui le montre à l'envers", async () => {
    // «vsc.pdf», by its look.
    expect(await named(sentForm("fichier", "\u202efdp.csv"))).toBe("fdp.csv");
    expect(await named(sentForm("fichier", "a\0b\tc.csv"))).toBe("abc.csv");
    expect(await named(sentForm("fichier", "\u200f\0"))).toBe("fichier");
    expect(await named(sentForm("fichier", "Élèves d'été — 2026.csv"))).toBe("Élèves d'été — 2026.csv");
  });

  it("qui n'a pas de fichier, ou dont ce n'est pas le champ, demande d'en choisir un", async () => {
    const plain = { method: "POST", body: "nom;prénom", headers: { "content-type": "text/plain" } };
    for (const request of [sentForm("autre", "a.csv"), new Request("http://localhost/", plain)]) {
      await expect(named(request)).rejects.toMatchObject({ message: "Choisissez d'abord un fichier xlsx ou csv." });
    }
  });
});

const received = (request: Request) => receiveFile(request, MAX_SIZE, async ({ path }) => readFileSync(path).length);

describe.skipIf(!existsSync(OPEN_FILES))("Un fichier qui n'arrive pas jusqu'au bout", () => {
  it("ne garde rien ouvert : sa place resterait prise sur le disque jusqu'à la fin du site", async () => {
    await expect(received(formOf(30))).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(received(formOf(5, true))).rejects.toMatchObject({ message: expect.stringContaining("pas abouti") });
    expect(heldFiles()).toEqual([]);
    expect(await received(formOf(5))).toBe(5 * PART.length);
    expect(heldFiles()).toEqual([]);
  });
});
