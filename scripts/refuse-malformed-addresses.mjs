// Loaded before Next, which answers 500 to an address that no browser writes («%» followed by nothing) and to a method that it cannot hold
// (TRACE), and reads another address than the one that is written («/x/../connexion»): each is refused as what it is.
import { Server } from "node:http";

const { emit } = Server.prototype;

/**
 * What a browser takes out of an address before it asks («/./», «/../», «#»): Next does it too, but later than the queue at the doors
 * (guard-doors.mjs), which «/./connexion» would go round.
 */
const UNREDUCED = /(?:^|\/)(?:\.|%2e){1,2}(?=\/|$)|[#\\]/i;

function isMalformed(url) {
  const [path] = url.split("?", 1);
  try {
    decodeURIComponent(path);
    return UNREDUCED.test(path);
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
