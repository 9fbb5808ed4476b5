// Loaded before Next, which answers 500 to an address that no browser writes («%» followed by nothing) and to a method that it cannot hold
// (TRACE): each is refused as what it is.
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

function refuse(response, status, title, detail) {
  response.writeHead(status, {
    "Content-Type": "application/problem+json; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...(status === 405 && { Allow: "GET, HEAD, POST, OPTIONS" }),
  });
  response.end(JSON.stringify({ type: "about:blank", title, status, detail }));
}

Server.prototype.emit = function (event, request, response, ...rest) {
  if (event === "request" && request.method === "TRACE") {
    refuse(response, 405, "Method Not Allowed", "Méthode inconnue ici");
  } else if (event === "request" && isMalformed(request.url)) {
    refuse(response, 400, "Bad Request", "Adresse mal écrite");
  } else {
    return emit.call(this, event, request, response, ...rest);
  }
  return true;
};
