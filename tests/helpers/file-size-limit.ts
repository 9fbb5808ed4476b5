import { execFileSync } from "node:child_process";

const limitFiles = (bytes: number | "unlimited") =>
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`], { stdio: "ignore" });

/** False where the system has no such limits: nothing can be tried of a disk that fills. */
export function canLimitFiles(): boolean {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** While `use` lasts, no file of this process grows beyond `bytes`: as on a disk that fills, a writing takes what still goes in, and the next one is refused. */
export async function withFilesUpTo<T>(bytes: number, use: () => Promise<T>): Promise<T> {
  limitFiles(bytes);
  try {
    return await use();
  } finally {
    limitFiles("unlimited");
  }
}
