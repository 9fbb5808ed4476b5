import { EncryptedFileError } from "hucre";
import { ServiceError } from "@/lib/errors";

const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);

const RESAVE = "ouvrez-le dans votre tableur et enregistrez-le au format .xlsx";

export const unreadableWorkbook = () => refusal(`Ce fichier n'est pas un classeur lisible : ${RESAVE}.`);
export const protectedWorkbook = () =>
  refusal(`Ce classeur est protégé par un mot de passe : ${RESAVE}, sans mot de passe.`);
export const notASpreadsheet = () => refusal(`Ce fichier n'est ni un classeur ni un fichier CSV : ${RESAVE}.`);
/** What a person dropped instead: told by its name, or by its first bytes. */
export const anotherKind = (kind: string) =>
  refusal(
    `Ce fichier est ${kind}, pas un tableur : déposez l'export de votre logiciel, au format .xlsx, .xls, .ods ou .csv.`,
  );
export const tooBigInflated = () =>
  refusal("Ce classeur est trop gros une fois décompressé : partagez-le en plusieurs fichiers.");

/** What reading a workbook threw, as the one sentence for the person. */
export function workbookRefusal(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return error instanceof EncryptedFileError ? protectedWorkbook() : unreadableWorkbook();
}
