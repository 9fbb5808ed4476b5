import { strFromU8, unzipSync } from "fflate";
import { tooBigInflated } from "./refusals";

/** What all the parts of a workbook may weigh once inflated, in bytes: a sheet of four million cells makes 250 MB of XML. */
export const MAX_INFLATED_SIZE = 600 * 1024 * 1024;

export type ZipParts = { names: ReadonlySet<string>; read: (name: string) => string | null };

/**
 * The parts of a zipped workbook, by name. The sizes that the archive declares are added up, and nothing is inflated beyond its declared size.
 * Throws ServiceError (INVALID_INPUT) when they are too big together, what fflate throws when this is no archive.
 */
export function openZip(bytes: Uint8Array, wanted: RegExp): ZipParts {
  let total = 0;
  const names = new Set<string>();
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      total += originalSize;
      if (total > MAX_INFLATED_SIZE) throw tooBigInflated();
      names.add(name.replace(/^\//, "").replaceAll("\\", "/").toLowerCase());
      return wanted.test(name);
    },
  });
  return {
    names,
    read: (name) => {
      const found = Object.entries(parts).find(
        ([each]) => each.replace(/^\//, "").replaceAll("\\", "/").toLowerCase() === name,
      );
      return found === undefined ? null : strFromU8(found[1]);
    },
  };
}
