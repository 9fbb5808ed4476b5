import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { LockError, lockFolder } from "@/db/folder-lock";

const root = mkdtempSync(join(tmpdir(), "passerelle-verrou-"));
const folder = join(root, "base");
const HOLDER = `
  import { lockFolder } from "./db/folder-lock.ts";
  process.on("message", () => {});
  await lockFolder(${JSON.stringify(folder)});
  process.send("held");
`;
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.runIf(inject("templateDatabase").engine === "pglite")("Le dossier de la base embarquée", () => {
  it("reste à un processus figé qui ne répond plus, et se reprend dès qu'il est mort", async () => {
    const owner = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", HOLDER], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    try {
      expect(await once(owner, "message")).toContain("held");
      await expect(lockFolder(folder)).rejects.toThrow(`ouverte par le processus ${owner.pid}`);
      owner.kill("SIGSTOP");
      await expect(lockFolder(folder)).rejects.toThrow(LockError);
    } finally {
      owner.kill("SIGKILL");
      await once(owner, "exit");
    }
    await (await lockFolder(folder))();
  });
});
