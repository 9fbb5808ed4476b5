import { stat } from "node:fs/promises";
import { ServiceError } from "@/lib/errors";

const MEGABYTE = 1024 * 1024;

/** «12,3 Mo»: rounded up, so that a file over the limit never seems to be at it. */
function inMb(bytes: number): string {
  return `${(Math.ceil((bytes / MEGABYTE) * 10) / 10).toLocaleString("fr-FR")} Mo`;
}

/** The refusal of a file over the limit, in bytes. `size` is null when only so much of it was received. */
export function tooBig(size: number | null, maxSize: number): ServiceError {
  const weight = size === null ? `plus de ${inMb(maxSize)}` : inMb(size);
  return new ServiceError("INVALID_INPUT", `Ce fichier pèse ${weight} : la limite est de ${inMb(maxSize)}.`);
}

/** Throws ServiceError (INVALID_INPUT) for a file that is empty, or over `maxSize` bytes. */
export async function checkFileSize(path: string, maxSize: number): Promise<void> {
  const { size } = await stat(path);
  if (size === 0) throw new ServiceError("INVALID_INPUT", "Ce fichier est vide.");
  if (size > maxSize) throw tooBig(size, maxSize);
}
