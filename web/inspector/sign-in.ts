import { element, sentence } from "../shared/element.ts";
import { heading } from "./parts/heading.ts";
import { notice } from "./parts/notice.ts";

/** A form that asks for the admin token; `wrong` says that the one before was not it. */
export function signIn(wrong: boolean, use: (token: string) => void): HTMLElement {
  const input = element("input", {
    type: "password",
    name: "token",
    autocomplete: "off",
    required: true,
    spellcheck: "false",
  });
  const form = element(
    "form",
    { class: "stack narrow" },
    element("label", { class: "field wide" }, element("span", {}, "Admin token"), input),
    element("div", { class: "bar" }, element("button", { type: "submit", class: "primary" }, "Go on")),
    element("p", { class: "quiet" }, sentence(SAYS)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(input.value.trim());
  });
  return element(
    "section",
    {},
    heading("Inspector"),
    wrong ? notice("The server does not take this token.", "red") : undefined,
    form,
  );
}

const SAYS =
  "`imlc serve` says when it starts where the token is: in `IMLC_ADMIN_TOKEN`, or in the file `admin-token` beside the store. It stays in this tab until that is closed.";
