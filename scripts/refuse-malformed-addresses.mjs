// Loaded before Next, which answers 500 to an address that no browser writes («%» followed by nothing): it is refused as what it is.
import { Server } from "node:http";

const { emit } = Server.prototype;

function isMalformed(url) {
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return false;
  } catch {
    return true;
  }
}

function refuse(response) {
  response.writeHead(400, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(
    JSON.stringify({ type: "about:blank", title: "Bad Request", status: 400, detail: "Adresse mal écrite" }),
  );
}

Server.prototype.emit = function (event, request, response, ...rest) {
  if (event !== "request" || !isMalformed(request.url)) return emit.call(this, event, request, response, ...rest);
  refuse(response);
  return true;
};
