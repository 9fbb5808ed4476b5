import { chmodSync, mkdirSync } from "node:fs";

/**
 * Makes a folder, if need be, and closes it to every other account of the machine, as PostgreSQL does of its own: PGlite writes files that anybody
 * may read, and change. A folder that is another account's is for that account to close.
 */
export function closeToOthers(folder: string): void {
  mkdirSync(/*turbopackIgnore: true*/ folder, { recursive: true, mode: 0o700 });
  try {
    chmodSync(/*turbopackIgnore: true*/ folder, 0o700);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}
