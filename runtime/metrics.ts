/**
 * What is measured, each with what it tells. A name that ends with `_total` is a counter, any other a gauge, as is the custom
 * of Prometheus. Those of the store outlive a restart, the others begin with the process.
 */
const METRICS = {
  imlc_requests_total: "Requests to shared URLs, by the status of their answers.",
  imlc_items_total: "Items of stored requests, by what became of them.",
  imlc_warnings_total: "What was let pass in a request but deserves to be seen.",
  imlc_signatures_refused_total: "Requests that were refused because of their signature, by the reason.",
  imlc_store_late_total: "Requests that were not stored in time, so that the sender was asked to send them again.",
  imlc_store_behind_total: "Requests that were turned away because others waited for the store already.",
  imlc_store_failed_total: "Requests that the store refused, so that the sender was asked to send them again.",
  imlc_turned_away_total: "Requests that were turned away unread because too many were in work.",
  imlc_lanes_running: "Subscriptions to which a delivery is under way.",
  imlc_lanes_waiting: "Subscriptions with a delivery that could go, and waits for its turn.",
  imlc_lanes_sleeping: "Subscriptions whose next delivery waits for its time, after a failure.",
  imlc_store_requests_total: "Requests that were stored.",
  imlc_store_items_total: "Items that were stored.",
  imlc_store_duplicates_total: "Items that were left out because their key was known.",
  imlc_store_platform_total: "Items that were stored for the app itself, for they concern no user.",
  imlc_store_delivered_total: "Deliveries that reached their target.",
  imlc_store_unowned: "Items that are kept without an owner.",
  imlc_store_pending: "Deliveries that wait.",
  imlc_store_dead: "Dead letters.",
} as const satisfies Readonly<Record<string, string>>;

export type MetricName = keyof typeof METRICS;
type Labels = Readonly<Record<string, string>>;

/** What the process has counted since it started, and what it can read now. */
export interface Metrics {
  /** Labels must be few by construction: apps, webhooks, statuses; never what a request brings. */
  add(name: MetricName, labels: Labels, amount?: number): void;
  /** Has a value read whenever the metrics are asked for. */
  measure(name: MetricName, read: () => number): void;
  /** In the text format of Prometheus (version 0.0.4), with these values added. */
  text(values: Partial<Readonly<Record<MetricName, number>>>): string;
}

export function createMetrics(): Metrics {
  const counted = new Map<MetricName, Map<string, number>>();
  const measured = new Map<MetricName, () => number>();
  return {
    add(name, labels, amount = 1) {
      const series = counted.get(name) ?? new Map<string, number>();
      counted.set(name, series);
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + amount);
    },
    measure(name, read) {
      measured.set(name, read);
    },
    text(values) {
      const known = new Map<string, ReadonlyMap<string, number>>(counted);
      for (const [name, read] of measured) known.set(name, new Map([["", read()]]));
      for (const [name, value] of Object.entries(values)) known.set(name, new Map([["", value]]));
      const lines = Object.entries(METRICS).flatMap(([name, help]) => {
        const series = known.get(name);
        return series === undefined ? [] : [...describe(name, help), ...samples(name, series)];
      });
      return `${lines.join("\n")}\n`;
    },
  };
}

function describe(name: string, help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${name.endsWith("_total") ? "counter" : "gauge"}`];
}

function samples(name: string, series: ReadonlyMap<string, number>): readonly string[] {
  return [...series].map(([labels, value]) => `${name}${labels} ${value}`);
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, escaped)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(character: string): string {
  return character === "\n" ? "\\n" : `\\${character}`;
}
