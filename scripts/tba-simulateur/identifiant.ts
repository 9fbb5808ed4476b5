import { createHash, randomBytes } from "node:crypto";

const hexadecimal = (nombre: number, chiffres: number) => nombre.toString(16).padStart(chiffres, "0").slice(-chiffres);
const PROCESSUS = randomBytes(5).toString("hex");
let compteur = 0;

/** A new identifier in the form of the TBA's database: 24 hexadecimal digits. */
export function nouvelIdentifiant(): string {
  compteur = (compteur + 1) % 0x1000000;
  return hexadecimal(Math.floor(Date.now() / 1000), 8) + PROCESSUS + hexadecimal(compteur, 6);
}

/** An identifier in the same form, always the same for the same text. */
export function identifiantStable(texte: string): string {
  return createHash("sha256").update(texte).digest("hex").slice(0, 24);
}
