/** What the process has counted since it started. */
export interface Metrics {
  add(name: string, labels: Readonly<Record<string, string>>, amount?: number): void;
  /** In the text format of Prometheus, with the given gauges added. */
  text(gauges: Readonly<Record<string, number>>): string;
}

/** Counters by name and labels. Labels must be few by construction: apps, webhooks, statuses; never what a request brings. */
export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, number>>();
  return {
    add(name, labels, amount = 1) {
      const series = counters.get(name) ?? new Map<string, number>();
      counters.set(name, series);
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + amount);
    },
    text(gauges) {
      const counted = [...counters].flatMap(([name, series]) => [
        `# TYPE ${name} counter`,
        ...[...series].map(([labels, value]) => `${name}${labels} ${value}`),
      ]);
      const measured = Object.entries(gauges).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`]);
      return `${[...counted, ...measured].join("\n")}\n`;
    },
  };
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, escaped)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(character: string): string {
  return character === "\n" ? "\\n" : `\\${character}`;
}
