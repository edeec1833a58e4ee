import { element, sentence } from "../../shared/element.ts";
import type { RequestRow } from "../answers.ts";
import type { Page } from "../page.ts";
import { actionButton } from "../parts/action.ts";
import { notice } from "../parts/notice.ts";
import { type Edits, replay } from "./replay.ts";

const kinds = { json: "JSON", form: "a form, its fields written as JSON", text: "text" } as const;

/** A form in which a request is changed before it is replayed. */
export function editor(page: Page, { id, body }: RequestRow): HTMLElement {
  const title = element("h2", { id: "edit" }, "Replay with edits");
  if (body === undefined)
    return element(
      "div",
      {},
      title,
      notice("The body of this request is of a kind that is not shown and cannot be edited."),
    );
  const text = element("textarea", { id: "edited-body", rows: 14, spellcheck: "false", class: "mono" });
  text.value = body.text;
  const headers = element("textarea", {
    id: "edited-headers",
    rows: 2,
    spellcheck: "false",
    class: "mono",
    placeholder: "x-event: ping",
  });
  const run = actionButton(page, {
    title: "Replay edited",
    asks: "Take the edited request as a new one? Its items are delivered to whoever has their uids.",
    run: () => replay(page, id, edits(text.value === body.text ? undefined : text.value, headers.value)),
    after: () => undefined,
  });
  return element(
    "div",
    { class: "stack" },
    title,
    element("p", { class: "quiet" }, sentence(SAYS)),
    element("label", { class: "field wide" }, element("span", {}, `Body: ${kinds[body.kind]}`), text),
    element("label", { class: "field wide" }, element("span", {}, "Headers to put in, one on a line"), headers),
    element("div", { class: "bar" }, run),
  );
}

const SAYS =
  "The edited request is evaluated by the server itself, as of the time when it came, and is not sent to the shared URL: nobody looks at its signature, which would not be valid any more. A mark such as `[redacted 1]` stands for a secret; where it stays, the secret is put back.";

function edits(body: string | undefined, headers: string): Edits {
  const lines = headers.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => {
    const [name = "", ...rest] = line.split(":");
    return [name.trim(), rest.join(":").trim()] as const;
  });
  return { body, headers: Object.fromEntries(pairs) };
}
