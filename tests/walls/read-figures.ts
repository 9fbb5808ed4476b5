import { expect } from "vitest";
import type { CanarySite } from "./canary-site";

/** What the host's monitor reads after a night: figures of the night and of the requests, for who has their secret and nobody else. */
export async function readFigures({ site, metrics }: CanarySite): Promise<{ response: Response; text: string }> {
  const address = `${site.url}/api/metriques`;
  expect((await fetch(address)).status).toBe(401);
  const headers = { authorization: `Bearer ${metrics}`, "x-request-id": "nombre-choisi" };
  const response = await fetch(address, { headers });
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get("x-request-id")).toBe("nombre-choisi");
  expect(text).toMatch(/passerelle_last_night_runs\{status="completed"\} \d/);
  expect(text).toMatch(/passerelle_http_request_duration_seconds_count\{kind="page",method="GET",status="2xx"\} \d/);
  return { response, text };
}
