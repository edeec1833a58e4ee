import type { Examined } from "./examined.ts";

/** Whether imlc's time-zone data, of a version such as `2026a`, are as new as those of Node.js. */
export function examineZones(imlc: string, node: string): Examined {
  const subject = "Time zones";
  const message = `imlc has the data of ${imlc}, Node.js those of ${node}.`;
  if (imlc >= node) return { subject, status: "ok", message };
  return {
    subject,
    status: "warning",
    message,
    advice:
      "Where a country has changed its clocks since, dates are an hour wrong: update imlc, or its `moment-timezone`.",
  };
}
