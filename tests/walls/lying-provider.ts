import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** What the provider is told to answer: claims in place of its own (null removes one), and how they are signed. */
export type Answer = {
  nonce: string;
  claims?: Record<string, unknown>;
  signature?: "own" | "forged" | "none" | "secret";
  userinfo?: { claims?: Record<string, unknown>; signature?: "own" | "forged" };
};

const answer = z.object({
  nonce: z.string(),
  claims: z.record(z.string(), z.unknown()).default({}),
  signature: z.enum(["own", "forged", "none", "secret"]).default("own"),
  userinfo: z
    .object({
      claims: z.record(z.string(), z.unknown()).default({}),
      signature: z.enum(["own", "forged"]).default("own"),
    })
    .default({ claims: {}, signature: "own" }),
});

export const CLIENT = { id: "passerelle", secret: "secret-du-fournisseur-qui-ment" };
const SUBJECT = "sujet-du-fournisseur";
const KEY_ID = "cle-1";
const KEYS = generateKeyPairSync("rsa", { modulusLength: 2048 });
/** Of the same name, but nobody ever published it. */
const FORGED = generateKeyPairSync("rsa", { modulusLength: 2048 });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function jwt(claims: object, how: Answer["signature"]): string {
  const alg = how === "none" ? "none" : how === "secret" ? "HS256" : "RS256";
  const head = `${encode({ alg, kid: KEY_ID, typ: "JWT" })}.${encode(claims)}`;
  const rsa = (key: KeyObject) => sign("RSA-SHA256", Buffer.from(head), key).toString("base64url");
  if (how === "none") return `${head}.`;
  if (how === "secret") return `${head}.${createHmac("sha256", CLIENT.secret).update(head).digest("base64url")}`;
  return `${head}.${rsa((how === "forged" ? FORGED : KEYS).privateKey)}`;
}

/** The code of a sign-in: what the provider will say when it is asked. */
export const codeFor = (said: Answer): string => encode(said);
const readCode = (code: string) => answer.parse(JSON.parse(Buffer.from(code, "base64url").toString()));

/**
 * An OpenID Connect provider, over HTTP, with keys of its own, that says what a test wants: the code that it is given says what.
 * `signsUserinfo`: as ProConnect, whose id token says nothing of the person.
 */
export async function startLyingProvider({
  signsUserinfo = false,
} = {}): Promise<{ issuer: string; close: () => void }> {
  let issuer = "";
  const person = { sub: SUBJECT, email: "quelqu-un@example.org", email_verified: true, name: "Quelqu'un" };
  const common = () => ({ iss: issuer, aud: CLIENT.id, sub: SUBJECT });
  const respond = async (request: IncomingMessage): Promise<[type: string, body: string]> => {
    const path = new URL(request.url ?? "/", issuer).pathname;
    const json = (value: unknown): [string, string] => ["application/json", JSON.stringify(value)];
    if (path === "/.well-known/openid-configuration") {
      return json({
        issuer,
        authorization_endpoint: `${issuer}/autoriser`,
        token_endpoint: `${issuer}/jeton`,
        userinfo_endpoint: `${issuer}/personne`,
        jwks_uri: `${issuer}/cles`,
        end_session_endpoint: `${issuer}/sortir`,
        response_types_supported: ["code"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (path === "/cles") {
      return json({ keys: [{ ...KEYS.publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "RS256" }] });
    }
    if (path === "/jeton") {
      const code = new URLSearchParams(await text(request)).get("code") ?? "";
      const { nonce, claims, signature } = readCode(code);
      const now = Math.floor(Date.now() / 1000);
      const token = { ...common(), iat: now, exp: now + 300, nonce, ...(signsUserinfo ? {} : person), ...claims };
      const said = Object.fromEntries(Object.entries(token).filter(([, value]) => value !== null));
      return json({ access_token: code, token_type: "Bearer", expires_in: 300, id_token: jwt(said, signature) });
    }
    const code = (request.headers.authorization ?? "").replace("Bearer ", "");
    const { userinfo } = readCode(code);
    const said = { ...common(), ...person, ...userinfo.claims };
    return signsUserinfo ? ["application/jwt", jwt(said, userinfo.signature)] : json(said);
  };
  const server = createServer((request, response) => {
    respond(request).then(
      ([type, body]) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  issuer = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
  return { issuer, close: () => void server.close() };
}
