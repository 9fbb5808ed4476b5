// Loaded before Next, which sends an address that ends with a slash elsewhere (308): a software's program follows no redirection of a POST.
// The TBA answers to both; so do the addresses that a software calls.
import { Server } from "node:http";

const { emit } = Server.prototype;
const SOFTWARE = /^(\/api\/v3\/[^?#]*[^/?#])\/+(?=[?#]|$)/;

Server.prototype.emit = function (event, request, ...rest) {
  if (event === "request") request.url = request.url.replace(SOFTWARE, "$1");
  return emit.call(this, event, request, ...rest);
};
