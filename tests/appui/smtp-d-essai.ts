import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { type CourrielRecu, lireCourriel } from "./lire-courriel";

/** What goes wrong with the next message: refused at its recipient, hung up before or after its text was taken. */
export type PanneSmtp = "refuser" | "raccrocher" | "raccrocher-apres";

export type SmtpDEssai = {
  readonly url: string;
  /** What the server took, in order. */
  readonly recus: CourrielRecu[];
  /** Faults for the next messages, one each. */
  readonly pannes: PanneSmtp[];
  vider: () => void;
};

type Boite = Pick<SmtpDEssai, "recus" | "pannes">;

/** One session: EHLO, MAIL, RCPT, DATA, RSET, QUIT, a command a line. */
function converser(prise: Socket, boite: Boite): void {
  let tampon = "";
  let texte: string[] | null = null;
  let a: string[] = [];
  let panne: PanneSmtp | undefined;
  const dire = (ligne: string) => prise.write(`${ligne}\r\n`);

  function finirTexte(lignes: string[]): void {
    boite.recus.push(lireCourriel(lignes, a));
    if (panne === "raccrocher-apres") prise.destroy();
    else dire("250 pris");
  }

  function obeir(ligne: string): void {
    const commande = ligne.slice(0, 4).toUpperCase();
    if (commande === "EHLO" || commande === "HELO" || commande === "RSET") dire("250 essai");
    else if (commande === "MAIL") {
      [a, panne] = [[], boite.pannes.shift()];
      dire("250 oui");
    } else if (commande === "RCPT") {
      a.push(/<(.*)>/.exec(ligne)?.[1] ?? "");
      dire(panne === "refuser" ? "450 plus tard" : "250 oui");
    } else if (commande === "DATA") {
      if (panne === "raccrocher") prise.destroy();
      else {
        texte = [];
        dire("354 dites");
      }
    } else if (commande === "QUIT") prise.end("221 adieu\r\n");
    else dire("502 inconnu");
  }

  prise.on("error", () => {});
  prise.on("data", (morceau) => {
    tampon += morceau.toString("latin1");
    const lignes = tampon.split("\r\n");
    tampon = lignes.pop() ?? "";
    for (const ligne of lignes) {
      if (texte === null) obeir(ligne);
      else if (ligne !== ".") texte.push(ligne.startsWith(".") ? ligne.slice(1) : ligne);
      else {
        const fini = texte;
        texte = null;
        finirTexte(fini);
      }
    }
  });
  dire("220 essai");
}

/** A mail server of its own for a test file, over TCP. */
export function smtpDEssai(): SmtpDEssai {
  const boite: Boite = { recus: [], pannes: [] };
  let serveur: Server | undefined;
  let url = "";
  beforeAll(async () => {
    const ouvert = createServer((prise) => converser(prise, boite));
    serveur = ouvert;
    await new Promise<void>((resoudre) => ouvert.listen(0, "127.0.0.1", resoudre));
    const adresse = ouvert.address();
    url = `smtp://127.0.0.1:${typeof adresse === "object" && adresse ? adresse.port : 0}`;
  });
  afterAll(() => {
    serveur?.close();
  });
  return {
    ...boite,
    get url() {
      return url;
    },
    vider: () => {
      boite.recus.length = 0;
      boite.pannes.length = 0;
    },
  };
}
