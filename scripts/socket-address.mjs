// Loaded before Next: each request says where its connection comes from, whatever its own headers claim (lib/auth/caller.ts).
import { Server } from "node:http";

const { emit } = Server.prototype;

Server.prototype.emit = function (event, request, ...rest) {
  if (event === "request") request.headers["x-passerelle-socket"] = request.socket.remoteAddress ?? "";
  return emit.call(this, event, request, ...rest);
};
