// The queue in front of the pages of the doors: a few are made at a time, the others wait outside, where they cost nothing.
import { AsyncResource } from "node:async_hooks";

/** The same as what proxy.ts takes at a door: heavier, the refusal is cheap and needs no turn. */
const MAX_BODY = 16 * 1024;

const SENTENCE = "Trop de personnes se connectent en ce moment : réessayez dans quelques secondes.";
const PAGE = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Passerelle TBA</title><meta name="viewport" content="width=device-width"></head><body style="font-family:system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem"><h1 style="font-size:1.25rem">Passerelle TBA</h1><p role="alert">${SENTENCE}</p><p><a href="/connexion">Revenir à la connexion</a></p></body></html>`;

function refuse(response) {
  response.writeHead(503, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Retry-After": "5",
    Connection: "close",
  });
  response.end(PAGE);
}

const weightOf = ({ headers }) => Number(headers["content-length"] ?? 0);

/** Of unknown weight, or too heavy: proxy.ts refuses it without reading it, and no page is made. */
const isRefused = (request) => request.headers["transfer-encoding"] !== undefined || !(weightOf(request) <= MAX_BODY);

/** Calls `next` once the whole request is in: who sends a letter a minute holds no place meanwhile. */
function onceReceived(request, next) {
  if (request.complete || weightOf(request) === 0) return next();
  const { push } = request;
  request.push = function (chunk, encoding) {
    const more = push.call(this, chunk, encoding);
    if (chunk === null) {
      request.push = push;
      setImmediate(next);
    }
    return more;
  };
}

/**
 * A turnstile: calls `next` at once or later, or answers 503. `slots`: answered at once. `maxWaiting`: the next one is told to come
 * back. `waitMs`: so is who waited that long. `holdMs`: after it, who reads slowly no longer keeps a place.
 * @param {{ slots: number, maxWaiting: number, waitMs: number, holdMs: number }} limits
 */
export function createDoorTurnstile({ slots, maxWaiting, waitMs, holdMs }) {
  const waiting = new Set();
  let inside = 0;

  function admit(turn) {
    inside += 1;
    let held = true;
    const leave = () => {
      if (!held) return;
      held = false;
      clearTimeout(forgotten);
      inside -= 1;
      const [following] = waiting;
      if (following !== undefined) following.enter();
    };
    // Whoever takes minutes to read the answer keeps nobody outside.
    const forgotten = setTimeout(leave, holdMs).unref();
    turn.response.once("finish", leave);
    turn.response.once("close", leave);
    turn.next();
  }

  function wait(turn) {
    if (waiting.size >= maxWaiting) return refuse(turn.response);
    const out = () => {
      clearTimeout(late);
      waiting.delete(place);
      turn.response.off("close", out);
    };
    const late = setTimeout(() => {
      out();
      refuse(turn.response);
    }, waitMs);
    const place = {
      enter: () => {
        out();
        admit(turn);
      },
    };
    waiting.add(place);
    turn.response.once("close", out);
  }

  return (request, response, next) => {
    if (isRefused(request)) return next();
    // The turn comes in the middle of somebody else's request: what follows must not take itself for a part of it.
    const turn = { response, next: AsyncResource.bind(next) };
    onceReceived(
      request,
      AsyncResource.bind(() => {
        if (response.destroyed) return;
        if (inside < slots) admit(turn);
        else wait(turn);
      }),
    );
  };
}

/**
 * Everything under /connexion but the way to the provider, which asks this very server. «.rsc» is Next's own name for the same page.
 * @param {string} url
 */
export function isDoor(url) {
  const [address = ""] = url.split("?", 1);
  const path = address.replace(/(\.segment)?\.rsc$/, "");
  return (path === "/connexion" || path.startsWith("/connexion/")) && path !== "/connexion/fournisseur";
}
