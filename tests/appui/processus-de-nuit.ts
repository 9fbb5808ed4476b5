// The part of a server that works the queue, alone in a process that tests can kill. On either database.
import { demarrerOuvrier } from "@/lib/services/file/file-du-processus";

await demarrerOuvrier();
process.on("disconnect", () => process.exit(1));
