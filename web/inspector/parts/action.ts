import { element } from "../../shared/element.ts";
import { Refused } from "../api.ts";
import type { Page } from "../page.ts";
import { confirmed } from "./confirm.ts";

/** Something that a button does. */
export interface Action {
  readonly title: string;
  /** What is asked before it is done, where it cannot be taken back. */
  readonly asks?: string;
  /** Does it, and answers what is to be told of it. */
  readonly run: () => Promise<string>;
  /** Default: the view is shown anew. */
  readonly after?: () => void;
}

/** A button that does something on the server, once at a time, and tells how it went. */
export function actionButton(
  page: Pick<Page, "tell" | "refresh">,
  { title, asks, run, after }: Action,
): HTMLButtonElement {
  const button = element("button", { type: "button" }, title);
  const act = async (): Promise<void> => {
    if (asks !== undefined && !(await confirmed(asks, title))) return;
    button.disabled = true;
    try {
      page.tell(await run(), "green");
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      page.tell(error.message, "red");
    } finally {
      button.disabled = false;
    }
    (after ?? page.refresh)();
  };
  button.addEventListener("click", () => void act());
  return button;
}
