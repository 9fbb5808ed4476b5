// Loaded before Next: who comes to the doors (sign-in, invitation, forgotten password) by the hundred waits for a turn, and the other
// pages go on as if nobody were there.
import { Server } from "node:http";
import { createDoorTurnstile, isDoor } from "./door-turnstile.mjs";

const enter = createDoorTurnstile({ slots: 1, maxWaiting: 300, waitMs: 20_000, holdMs: 5_000 });
const { emit } = Server.prototype;

Server.prototype.emit = function (event, request, response, ...rest) {
  if (event !== "request" || !isDoor(request.url)) return emit.call(this, event, request, response, ...rest);
  enter(request, response, () => emit.call(this, event, request, response, ...rest));
  return true;
};
