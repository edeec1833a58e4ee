import { expect, it } from "vitest";
import { jsonLines } from "../../runtime/log.ts";
import { createMetrics } from "../../runtime/metrics.ts";

it("a log line is one JSON object with time, level, event and fields", () => {
  const lines: string[] = [];
  const log = jsonLines(
    (line) => lines.push(line),
    () => Date.UTC(2026, 0, 2),
  );
  log("warn", "attach", { subscription: "s1", text: "two\nlines", gone: undefined });
  log("info", "started");
  expect(lines.map((line) => [line.endsWith("}\n"), line.split("\n").length, JSON.parse(line)])).toEqual([
    [
      true,
      2,
      { time: "2026-01-02T00:00:00.000Z", level: "warn", event: "attach", subscription: "s1", text: "two\nlines" },
    ],
    [true, 2, { time: "2026-01-02T00:00:00.000Z", level: "info", event: "started" }],
  ]);
});

it("a log line never holds what a key calls secret", () => {
  const lines: string[] = [];
  jsonLines((line) => lines.push(line), Date.now)("info", "x", {
    authorization: "canary",
    deep: { list: [{ apiKey: "canary", kept: 1 }] },
  });
  expect(lines.join("")).not.toContain("canary");
  expect(lines.join("")).toContain('"kept":1');
});

it("metrics are written as Prometheus reads them, labels escaped", () => {
  const metrics = createMetrics();
  metrics.add("imlc_warnings_total", { app: 'x"y\\z\n' });
  metrics.add("imlc_warnings_total", { app: 'x"y\\z\n' }, 2);
  metrics.add("imlc_warnings_total", {});
  metrics.measure("imlc_lanes_running", () => 7);
  expect(metrics.text({ imlc_store_dead: 4 }).split("\n")).toEqual([
    expect.stringMatching(/^# HELP imlc_warnings_total [A-Z].*\.$/),
    "# TYPE imlc_warnings_total counter",
    'imlc_warnings_total{app="x\\"y\\\\z\\n"} 3',
    "imlc_warnings_total 1",
    expect.stringMatching(/^# HELP imlc_lanes_running [A-Z].*\.$/),
    "# TYPE imlc_lanes_running gauge",
    "imlc_lanes_running 7",
    expect.stringMatching(/^# HELP imlc_store_dead [A-Z].*\.$/),
    "# TYPE imlc_store_dead gauge",
    "imlc_store_dead 4",
    "",
  ]);
});
