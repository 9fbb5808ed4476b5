import { Agent, type Dispatcher } from "undici";
import { z } from "zod";
import type { OrganismeAnswer, TestAnswer, TransmissionAnswer } from "./answers";
import { type HttpAnswer, type HttpRequest, post, type Timeouts } from "./http-call";
import { toArray } from "./json-array";
import { parseJson } from "./parse-json";
import { parseOrganisme } from "./parse-organisme";
import { parseTransmission, refusesKey } from "./parse-transmission";
import { statusReason, TOO_MANY_REQUESTS, UNREADABLE_ANSWER } from "./reasons";
import { withoutKey } from "./without-key";

export type { OrganismeAnswer, TestAnswer, TransmissionAnswer };

const TIMEOUTS: Timeouts = { connection: 10_000, headers: 90_000, body: 30_000, total: 180_000 };

/** An answer repeats what was sent, with up to a few messages for each dossier. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** What an HTTP header can carry: nothing else can be a key, and nothing else is sent. */
const POSSIBLE_KEY = /^[\x21-\x7e]+$/;

const isAnObject = (json: Buffer) => json[0] === 0x7b && json.at(-1) === 0x7d;

const TestSchema = z.object({ msg: z.literal("ok") });

export type TbaClientOptions = {
  /** Like «https://cfas.apprentissage.beta.gouv.fr/api». */
  baseUrl: string;
  timeouts?: Partial<Timeouts>;
  /** Another way to the network than the client's own pool; it then rules the connection's delay itself. */
  dispatcher?: Dispatcher;
};

/** The TBA over HTTP. Each method makes exactly one call, never retries, and never throws for what the network or the TBA does. */
export type TbaClient = {
  /** Sends dossiers, each already JSON of an object, as text or in UTF-8: what leaves is these, to the byte, in an array. */
  transmit(key: string, dossiersJson: readonly (string | Buffer)[]): Promise<TransmissionAnswer>;
  /** Asks whether the TBA takes a key; stores nothing there. */
  testKey(key: string): Promise<TestAnswer>;
  /** Asks whether the TBA knows a couple, exactly as written (UAI in capitals). Needs no key. */
  findOrganisme(uai: string | null, siret: string): Promise<OrganismeAnswer>;
  /** Closes the client's own connections; calls under way end as «unavailable». */
  close(): Promise<void>;
};

function parseTest(answer: HttpAnswer): TestAnswer {
  if ("failure" in answer) return { kind: "unreachable", reason: answer.failure };
  const { httpStatus, body } = answer;
  if (refusesKey(answer)) return { kind: "refused" };
  if (httpStatus === 429) return { kind: "unreachable", reason: TOO_MANY_REQUESTS };
  if (httpStatus !== 200) return { kind: "unreachable", reason: statusReason(httpStatus) };
  return parseJson(body, TestSchema) === null
    ? { kind: "unreachable", reason: UNREADABLE_ANSWER }
    : { kind: "accepted" };
}

/** A client of the TBA (api-v3.md). Throws when `baseUrl` is not an http(s) address. */
export function createTbaClient({ baseUrl, timeouts, dispatcher }: TbaClientOptions): TbaClient {
  const root = baseUrl.replace(/\/+$/, "");
  if (!/^https?:$/.test(new URL(root).protocol))
    throw new Error("L'adresse du TBA doit commencer par https:// ou http://.");
  const chosen = { ...TIMEOUTS, ...timeouts };
  const agent = new Agent({ connect: { timeout: chosen.connection }, maxResponseSize: MAX_ANSWER_BYTES });
  const call = (path: string, request: Omit<HttpRequest, "url">) =>
    post({ ...request, url: root + path }, dispatcher ?? agent, chosen);

  return {
    async transmit(key, dossiersJson) {
      const sent = dossiersJson.map((json) => (typeof json === "string" ? Buffer.from(json) : json));
      if (!sent.every(isAnObject)) throw new Error("Chaque texte doit être un dossier.");
      if (!POSSIBLE_KEY.test(key)) return { kind: "key-refused" };
      const answer = await call("/v3/dossiers-apprenants", { body: toArray(sent), key });
      return parseTransmission("failure" in answer ? answer : { ...answer, body: withoutKey(answer.body, key) }, sent);
    },
    async testKey(key) {
      if (!POSSIBLE_KEY.test(key)) return { kind: "refused" };
      return parseTest(await call("/v3/dossiers-apprenants/test", { body: "{}", key }));
    },
    async findOrganisme(uai, siret) {
      const body = JSON.stringify({ uai, siret });
      return parseOrganisme(await call("/v1/organismes/get-by-uai-siret", { body, key: null }), uai, siret);
    },
    async close() {
      await agent.destroy();
    },
  };
}
