import { Gauge as PromGauge, Registry } from "prom-client";
import type { Gauge } from "./load-metrics";

const PREFIX = "passerelle_";

/** What this process measures by itself (scripts/watch-requests.mjs): it is loaded before Next, in another bundle. */
const shared = globalThis as typeof globalThis & { passerelleProcessMetrics?: Registry };

/** The gauges, then what this process measures of itself, in the text format of Prometheus. */
export async function renderMetrics(gauges: readonly Gauge[]): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  for (const { name, help, values } of gauges) {
    const labelNames = [...new Set(values.flatMap(({ labels }) => Object.keys(labels)))];
    const made = new PromGauge({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] });
    for (const { labels, value } of values) made.set(labels, value);
  }
  const own = await shared.passerelleProcessMetrics?.metrics();
  return { contentType: registry.contentType, text: `${await registry.metrics()}${own ?? ""}` };
}
