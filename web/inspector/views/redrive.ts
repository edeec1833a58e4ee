import { pathOf } from "../api.ts";
import type { Page } from "../page.ts";
import type { Action } from "../parts/action.ts";
import { plural } from "../parts/plural.ts";

/** Puts one delivery that was given up back into its lane. */
export function redriveOne({ api }: Pick<Page, "api">, id: string): Action {
  return {
    title: "Redrive",
    run: async () => {
      await api.ask(`${pathOf("dead-letters", id)}/redrive`, { method: "POST" });
      return "Back in its lane, at its old place.";
    },
  };
}

/** Puts all that a filter lets through back, a thousand at a time. */
export function redriveAll({ api, address: { query } }: Pick<Page, "api" | "address">): Action {
  const { app, webhook, subscription } = query;
  const which = [
    app && `of the app \`${app}\``,
    webhook && `of the webhook \`${webhook}\``,
    subscription && `of the subscription \`${subscription}\``,
  ];
  const said = which.filter(Boolean).join(", ");
  return {
    title: "Redrive all",
    asks: `Put every delivery that was given up${said === "" ? "" : ` (${said})`} back into its lane? They are tried again, in their old order.`,
    run: async () => {
      let deliveries = 0;
      for (;;) {
        const put = await api.ask<{ readonly deliveries: number }>("/dead-letters/redrive", {
          method: "POST",
          body: { app, webhook, subscription, limit: AT_ONCE },
        });
        deliveries += put.deliveries;
        if (put.deliveries < AT_ONCE) return `${plural(deliveries, "delivery", "deliveries")} put back.`;
      }
    },
  };
}

const AT_ONCE = 1_000;
