import { element } from "../../shared/element.ts";
import type { Failure } from "../answers.ts";
import { badge } from "./badge.ts";

/** A failure: its code, its message, and where in a manifest it happened. */
export function failureText(failure: Failure | undefined): HTMLElement | string {
  if (failure === undefined) return "";
  const { code, message, place } = failure;
  const at = place === undefined ? undefined : element("code", {}, place);
  return element("div", { class: "failure" }, badge(code, "red"), ` ${message} `, at);
}
