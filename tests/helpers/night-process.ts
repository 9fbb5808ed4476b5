// The part of a server that works the queue, alone in a process that tests can kill. On the embedded database.
import { setTimeout as pause } from "node:timers/promises";
import { systemDb } from "@/db/client";
import { startProcessWorker } from "@/lib/night/process-queue";
import { remainingJobs } from "./remaining-jobs";

process.on("disconnect", () => process.exit(1));
await startProcessWorker();
// The database's folder belongs to this process: nobody else can see that the queue is empty.
while ((await remainingJobs(await systemDb())) > 0) await pause(50);
process.send?.("empty");
