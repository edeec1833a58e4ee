import { byId, element } from "../shared/element.ts";
import { applyTheme } from "../shared/theme.ts";
import { addressOf, hrefOf } from "./address.ts";
import type { Page as Rows, ServedApp } from "./answers.ts";
import { createApi, Refused } from "./api.ts";
import { allow, drawHeader, markCurrent, showCounts } from "./header.ts";
import type { Page } from "./page.ts";
import { notice } from "./parts/notice.ts";
import { signIn } from "./sign-in.ts";
import { teller } from "./tell.ts";
import { keepToken, knownToken } from "./token.ts";
import { viewOf, views } from "./views.ts";

const api = createApi(knownToken);
const content = byId("content");
const tell = teller(byId("told"));
let leaving = new AbortController();
/** Whether the server takes the token. */
let isShown = false;
/** Milliseconds. */
const COUNTED_EVERY = 5_000;

applyTheme();
drawHeader(() => {
  keepToken(undefined);
  ask(false);
});
addEventListener("hashchange", () => void show());
addEventListener("unhandledrejection", ({ reason }) => tell(`The page failed: ${reason}`, "red"));
setInterval(() => {
  if (isShown && !document.hidden) void showCounts(api);
}, COUNTED_EVERY);
void show();

/** Shows the view of the address, or asks for the token that it needs. */
async function show(isRefreshed = false): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const address = addressOf(location.hash);
  const view = viewOf(address);
  if (view === undefined) return home();
  markCurrent(address.view);
  try {
    const { items: apps } = await api.ask<Rows<ServedApp>>("/apps");
    signedIn(true);
    const page: Page = { address, api, apps, signal, tell, refresh: () => void show(true) };
    const shown = await view(page);
    if (signal.aborted) return;
    content.replaceChildren(shown);
    // Whoever pressed a button that is gone with the old view goes on at the heading.
    if (!isRefreshed || document.activeElement === document.body) focusHeading(shown, isRefreshed);
    await showCounts(api);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401) ask(knownToken() !== undefined);
    else content.replaceChildren(failed(error));
  }
}

function home(): void {
  const [first = ""] = Object.keys(views);
  location.replace(hrefOf({ view: first }));
}

function focusHeading(shown: HTMLElement, preventScroll: boolean): void {
  const head = shown.querySelector("h1");
  document.title = `${head?.textContent ?? ""} – imlc inspector`;
  head?.focus({ preventScroll });
}

function failed({ message }: Refused): HTMLElement {
  return notice(message, "red", element("button", { type: "button", onclick: () => void show() }, "Try again"));
}

function signedIn(now: boolean): void {
  isShown = now;
  allow(now);
}

function ask(isWrong: boolean): void {
  leaving.abort();
  signedIn(false);
  document.title = "imlc inspector";
  const form = signIn(isWrong, (token) => {
    keepToken(token);
    void show();
  });
  content.replaceChildren(form);
  form.querySelector("input")?.focus();
}
