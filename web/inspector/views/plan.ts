import { element } from "../../shared/element.ts";
import type { Manifest } from "../answers.ts";
import { pathOf, Refused } from "../api.ts";
import type { Page, View } from "../page.ts";
import { heading } from "../parts/heading.ts";
import { link } from "../parts/link.ts";
import { notice } from "../parts/notice.ts";
import { comparison } from "./comparison.ts";
import { planResult, refusedResult } from "./plan-result.ts";

const SAYS =
  "Edit the manifest of a webhook, or load another one, and see what the requests that came would come to by it. Nothing is stored, sent or served.";

/** What another text of a manifest would make of the requests that came. */
export const planView: View = async (page) => {
  const all = page.apps.flatMap((app) => app.webhooks.map(({ id }) => ({ app: app.id, webhook: id })));
  const { app, webhook } = page.address.query;
  const chosen = all.find((one) => one.app === app && one.webhook === webhook) ?? all[0];
  const head = heading("Compare manifests", SAYS);
  if (chosen === undefined) return element("section", {}, head, notice("No webhook is served."));
  const choice = webhookChoice(all, chosen);
  const path = pathOf("apps", chosen.app, "webhooks", chosen.webhook);
  try {
    const manifest = await page.api.ask<Manifest>(`${path}/manifest`);
    return element("section", {}, head, choice, ...form(page, path, manifest));
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 404) throw error;
    return element("section", {}, head, choice, notice(NOT_AT_HAND));
  }
};

const NOT_AT_HAND =
  "The manifests of this webhook are not at hand: it was compiled before the server was started. `imlc plan` compares versions of it.";

interface Chosen {
  readonly app: string;
  readonly webhook: string;
}

function webhookChoice(all: readonly Chosen[], chosen: Chosen): HTMLElement {
  const links = all.map((one) => {
    const to = link({ view: "plan", query: { ...one } }, `${one.app}/${one.webhook}`);
    if (one === chosen) to.setAttribute("aria-current", "page");
    return to;
  });
  return element("nav", { "aria-label": "Webhooks" }, ...links);
}

function form(page: Page, path: string, { file, text }: Manifest): readonly HTMLElement[] {
  const rows = Math.min(MOST_ROWS, text.split("\n").length + 1);
  const manifest = element("textarea", { rows, spellcheck: "false", class: "mono" });
  manifest.value = text;
  const most = element("input", { type: "number", min: 1, max: 2000, value: 200, class: "short" });
  const result = element("div", { class: "stack", role: "region", "aria-label": "What it comes to" });
  const compare = element("button", { type: "submit", class: "primary" }, "Compare");
  const asked = element(
    "form",
    { class: "stack" },
    element("label", { class: "field wide" }, element("span", {}, `${file}, as it would be`), manifest),
    element(
      "div",
      { class: "bar bottoms" },
      element("label", { class: "field" }, element("span", {}, "Last requests"), most),
      fileField(manifest),
      compare,
    ),
  );
  asked.addEventListener("submit", (event) => {
    event.preventDefault();
    compare.disabled = true;
    const body = { text: manifest.value, requests: Number(most.value) };
    void show(page, path, body, result).finally(() => {
      compare.disabled = false;
    });
  });
  return [asked, result];
}

/** A manifest that is longer is scrolled. */
const MOST_ROWS = 30;

async function show({ api, tell }: Page, path: string, body: object, result: HTMLElement): Promise<void> {
  result.replaceChildren(element("p", { class: "quiet" }, "Comparing …"));
  try {
    const plan = await api.ask<Parameters<typeof planResult>[0]>(`${path}/plan`, { method: "POST", body });
    result.replaceChildren(planResult(plan));
    tell(comparison(plan), plan.groups.length === 0 ? "green" : "yellow");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    result.replaceChildren(refusedResult(error));
    tell(error.message, "red");
  }
}

function fileField(manifest: HTMLTextAreaElement): HTMLElement {
  const input = element("input", { type: "file", accept: ".json,.jsonc,.imljson" });
  input.addEventListener("change", async () => {
    manifest.value = (await input.files?.[0]?.text()) ?? manifest.value;
  });
  return element("label", { class: "field" }, element("span", {}, "Load a file"), input);
}
