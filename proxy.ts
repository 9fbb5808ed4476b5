import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import { problemResponse } from "@/lib/actions/problem";
import { decodeSession } from "@/lib/auth/decode-session";
import { SESSION_OVER } from "@/lib/domain/session-over";
import { contentSecurityPolicy } from "@/lib/security/content-security-policy";
import { doorOf, isSoftwareAddress } from "@/lib/security/doors";

/**
 * What a request may weigh in bytes, by door. Files and a software's dossiers come through routes of their own (app/api/imports, app/api/v3),
 * which ask who is there by themselves: what passes here is copied (`matcher`).
 */
const MAX_BODY = { open: 16 * 1024, closed: 1024 * 1024 } as const;

/** To a software, which has no session to show: its jeton is not what is wrong. */
const UNKNOWN_ADDRESS = "Cette adresse n'existe pas : celles de l'API sont décrites à /api/docs.";

const refuse = (status: number) => new NextResponse(null, { status });

/** Too heavy, or of unknown weight: nothing of it is read. */
function weighs(request: NextRequest, max: number): number | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const length = request.headers.get("content-length");
  if (length === null) return request.headers.has("transfer-encoding") ? 411 : null;
  return /^\d+$/.test(length) && Number(length) <= max ? null : 413;
}

const FOREIGN = "Cette demande ne vient pas d'une page de Passerelle TBA : rechargez la page, puis réessayez.";

/** A form or an action that another site's page sends: Next refuses it too, as an error that nobody expected. */
function isForeign(request: NextRequest): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || request.method === "GET" || request.method === "HEAD") return false;
  const sender = URL.canParse(origin) ? new URL(origin).host : null;
  const { NEXTAUTH_URL = "" } = process.env;
  const own = URL.canParse(NEXTAUTH_URL) ? new URL(NEXTAUTH_URL).host : null;
  const asked = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return sender === null || (sender !== own && sender !== asked);
}

function toSignIn(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  // The site's own address: a proxy may have rewritten Host on the way.
  const address = new URL("/connexion", process.env.NEXTAUTH_URL ?? request.nextUrl);
  if (request.method === "GET" && pathname !== "/") address.searchParams.set("callbackUrl", pathname + search);
  return NextResponse.redirect(address, 303);
}

/** An action's script keeps its page and says so: led elsewhere, it would lose what was typed. Next reads no other type of text. */
const sessionOver = () => new NextResponse(SESSION_OVER, { status: 401, headers: { "content-type": "text/plain" } });

const isSecure = () => process.env.NEXTAUTH_URL?.startsWith("https://") === true;

async function isSignedIn(request: NextRequest): Promise<boolean> {
  const token = await getToken({
    req: request,
    secret: process.env.NEXTAUTH_SECRET ?? "",
    secureCookie: isSecure(),
    decode: decodeSession,
  });
  return typeof token?.sid === "string";
}

/** Where signing out may lead (lib/auth/oidc-logout.ts). */
function signOutOrigin(): string | null {
  const { OIDC_ISSUER = "", OIDC_LOGOUT } = process.env;
  return OIDC_LOGOUT === "oui" && URL.canParse(OIDC_ISSUER) ? new URL(OIDC_ISSUER).origin : null;
}

/** A page with its policy: only scripts that carry this answer's number run. */
function withPolicy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, signOutOrigin());
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isSecure()) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

/**
 * Before everything: who has no session gets no further than the exact addresses of the doors, whatever they send there; nothing is
 * parsed. Whether the session still stands, and what it may do, is for the wrappers (lib/actions), which ask the database.
 */
export default async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const door = doorOf(pathname, request.method);
  if (door === "static") return NextResponse.next();
  // A provider's own page may send its answer by a form; what no form of ours sends asks for no session.
  if (!pathname.startsWith("/api/") && isForeign(request)) {
    return new NextResponse(FOREIGN, { status: 403, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
  // Led to sign in, a program would take a page for an answer.
  if (door === "closed" && isSoftwareAddress(pathname)) return problemResponse(404, UNKNOWN_ADDRESS);
  const tooMuch = weighs(request, MAX_BODY[door]);
  if (tooMuch !== null) return refuse(tooMuch);
  if (door === "closed" && !(await isSignedIn(request))) {
    if (pathname.startsWith("/api/")) return refuse(401);
    return request.headers.has("next-action") ? sessionOver() : toSignIn(request);
  }
  return withPolicy(request);
}

/**
 * All but the routes that take more than an action does, to the letter: what else begins like them is a page that nobody made, where Next would
 * run any action for anybody.
 */
export const config = {
  matcher: ["/((?!api/imports/[^/]+(?:/listes)?$|api/v3/dossiers-apprenants(?:/[^/]+)?$|api/v3/corrections$).*)"],
};
