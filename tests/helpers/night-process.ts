// The part of a server that works the queue, alone in a process that tests can kill. On either database.
import { startProcessWorker } from "@/lib/night/process-queue";

await startProcessWorker();
process.on("disconnect", () => process.exit(1));
