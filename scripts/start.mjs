// `npm start`: Next in production mode, which leaves SIGTERM to us (the database is closed before the process ends).
process.env.NEXT_MANUAL_SIG_HANDLE = "true";
process.env.NEXT_TELEMETRY_DISABLED = "1";

// Started by another program (the demo, the tests): its end is ours, even when it was killed without a word.
if (process.send) process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

await import("./watch-requests.mjs");
await import("./socket-address.mjs");
await import("./guard-doors.mjs");
await import("./refuse-malformed-addresses.mjs");
await import("./trailing-slash.mjs");
process.argv.splice(2, 0, "start");
await import("next/dist/bin/next");
