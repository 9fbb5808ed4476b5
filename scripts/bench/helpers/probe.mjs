// Asks one address again and again, over a connection of its own each time, in a thread of its own: what the bench itself is busy with
// is not counted. Told «stop», it says the durations in milliseconds and how many answers were not a 200.
import { get } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const { url, headers } = workerData;
const durations = [];
let failures = 0;
let asking = true;

const statusOf = () =>
  new Promise((resolve) => {
    get(url, { agent: false, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    }).once("error", () => resolve(0));
  });

parentPort.once("message", () => {
  asking = false;
});
while (asking) {
  const startedAt = performance.now();
  if ((await statusOf()) !== 200) failures += 1;
  durations.push(performance.now() - startedAt);
  await new Promise((next) => setTimeout(next, 20));
}
parentPort.postMessage({ durations, failures });
