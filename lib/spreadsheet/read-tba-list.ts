import type { TbaLine, TbaList } from "@/lib/domain/rapprochement/tba-list.types";
import { runSandbox, type SandboxOptions } from "./sandbox/run-sandbox";

/**
 * Reads a named list of the TBA, in any format, in a process of its own: which list it is, and all its lines. Throws what runSandbox throws, and
 * INVALID_INPUT for a file that is no such list.
 */
export function readTbaList(
  file: { path: string; name: string },
  maxSize: number,
  options: SandboxOptions = {},
): Promise<{ list: TbaList; lines: TbaLine[] }> {
  return runSandbox(
    file,
    maxSize,
    { kind: "tba-list", fileName: file.name },
    async (said) => {
      let list: TbaList | null = null;
      const lines: TbaLine[] = [];
      for (let next = await said.next(); next.done !== true; next = await said.next()) {
        if (next.value.kind === "list") list = next.value.list;
        if (next.value.kind === "lines") lines.push(...next.value.lines);
      }
      if (list === null) throw new Error("The sandbox ended without a list.");
      return { list, lines };
    },
    options,
  );
}
