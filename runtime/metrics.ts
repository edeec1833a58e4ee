import { BOUNDS, createHistogram, type Histogram } from "./histogram.ts";

/**
 * What is measured, each with what it tells. A name that ends with `_total` is a counter, one with `_seconds` a histogram,
 * any other a gauge, as is the custom of Prometheus. Those of the store outlive a restart, the others begin with the process.
 */
const METRICS = {
  imlc_requests_total: "Requests to shared URLs, by the status of their answers.",
  imlc_request_seconds: "How long requests to shared URLs took until they were answered.",
  imlc_items_total: "Items of stored requests, by what became of them.",
  imlc_warnings_total: "What was let pass in a request but deserves to be seen.",
  imlc_signatures_refused_total: "Requests that were refused because of their signature, by the reason.",
  imlc_store_late_total: "Requests that were not stored in time, so that the sender was asked to send them again.",
  imlc_store_behind_total: "Requests that were turned away because others waited for the store already.",
  imlc_store_failed_total: "Requests that the store refused, so that the sender was asked to send them again.",
  imlc_turned_away_total: "Requests that were turned away unread because too many were in work.",
  imlc_delivery_seconds: "How long attempts at deliveries took, whatever came of them.",
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

/**
 * The names of what is measured.
 *
 * @example
 * import type { MetricName } from "imlc/runtime";
 *
 * export const watched: readonly MetricName[] = ["imlc_store_pending", "imlc_store_dead"];
 */
export type MetricName = keyof typeof METRICS;
type HistogramName = Extract<MetricName, `${string}_seconds`>;
type NumberName = Exclude<MetricName, HistogramName>;
type Labels = Readonly<Record<string, string>>;

/**
 * What the process has counted since it started, and what it can read now.
 *
 * @example
 * import type { Metrics } from "imlc/runtime";
 *
 * export function tellLanes(metrics: Metrics, lanes: { running: number; waiting: number }): void {
 *   metrics.measure("imlc_lanes_running", () => lanes.running);
 *   metrics.measure("imlc_lanes_waiting", () => lanes.waiting);
 * }
 */
export interface Metrics {
  /** Labels must be few by construction: apps, webhooks, statuses; never what a request brings. */
  add(name: NumberName, labels: Labels, amount?: number): void;
  /** Counts one duration, in seconds. */
  observe(name: HistogramName, labels: Labels, seconds: number): void;
  /** Has a value read whenever the metrics are asked for. */
  measure(name: NumberName, read: () => number): void;
  /** In the text format of Prometheus (version 0.0.4), with these values added. */
  text(values: Partial<Readonly<Record<NumberName, number>>>): string;
}

export function createMetrics(): Metrics {
  const counted = new Map<MetricName, Map<string, number>>();
  const observed = new Map<string, Map<string, Observed>>();
  const measured = new Map<MetricName, () => number>();
  return {
    add(name, labels, amount = 1) {
      const series = counted.get(name) ?? new Map<string, number>();
      counted.set(name, series);
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + amount);
    },
    observe(name, labels, seconds) {
      const series = observed.get(name) ?? new Map<string, Observed>();
      observed.set(name, series);
      const key = labelText(labels);
      const one = series.get(key) ?? { labels, histogram: createHistogram() };
      series.set(key, one);
      one.histogram.observe(seconds);
    },
    measure(name, read) {
      measured.set(name, read);
    },
    text(values) {
      const known = new Map<string, ReadonlyMap<string, number>>(counted);
      for (const [name, read] of measured) known.set(name, new Map([["", read()]]));
      for (const [name, value] of Object.entries(values)) known.set(name, new Map([["", value]]));
      const lines = Object.entries(METRICS).flatMap(([name, help]) => {
        const histograms = observed.get(name);
        if (histograms !== undefined)
          return [...describe(name, help), ...[...histograms.values()].flatMap(buckets(name))];
        const series = known.get(name);
        return series === undefined ? [] : [...describe(name, help), ...samples(name, series)];
      });
      return `${lines.join("\n")}\n`;
    },
  };
}

interface Observed {
  readonly labels: Labels;
  readonly histogram: Histogram;
}

function describe(name: string, help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${typeOf(name)}`];
}

function typeOf(name: string): string {
  if (name.endsWith("_seconds")) return "histogram";
  return name.endsWith("_total") ? "counter" : "gauge";
}

/** The lines of one histogram: each bucket has all that the ones before it have. */
function buckets(name: string): (observed: Observed) => readonly string[] {
  return ({ labels, histogram }) => {
    const { counts, count, sum } = histogram.read();
    const bucket = (le: string, most: number) => `${name}_bucket${labelText({ ...labels, le })} ${most}`;
    const told = labelText(labels);
    return [
      ...BOUNDS.map((bound, index) => bucket(String(bound), counts[index] ?? 0)),
      bucket("+Inf", count),
      `${name}_sum${told} ${sum}`,
      `${name}_count${told} ${count}`,
    ];
  };
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
