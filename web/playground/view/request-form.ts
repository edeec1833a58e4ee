import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { element } from "../../shared/element.ts";
import { plainEditor } from "../editor/setup.ts";
import type { PresetRequest, SentRequest } from "../playground.ts";

/** Where a request is written down. */
export interface RequestForm {
  request(): SentRequest;
  /** Shows a request, and others to choose from. */
  show(request: SentRequest, presets: readonly PresetRequest[]): void;
}

/** Makes the form; `onChange` is told when anything in it changes. */
export function createRequestForm(form: HTMLElement, hint: string, onChange: () => void): RequestForm {
  const preset = element("select", { id: "request-preset" });
  const method = element("select", { id: "method" }, ...methods.map((name) => element("option", {}, name)));
  const query = element("input", { id: "query", placeholder: "name=value", spellcheck: "false", autocomplete: "off" });
  const headers = element("textarea", { id: "headers", rows: 2, spellcheck: "false" });
  const signed = element("input", { id: "signed", type: "checkbox" });
  const body = element("div", { class: "editor body" });
  const view = new EditorView({ parent: body });
  let presets: readonly PresetRequest[] = [];
  form.append(
    field("Try", preset, "wide"),
    field("Method", method),
    field("Query", query),
    field("Headers, one a line", headers, "wide"),
    element("div", { class: "field wide" }, element("span", {}, "Body"), body),
    element("label", { class: "choice wide" }, signed, " Signed as the service would sign it, if imlc.json says how"),
  );
  for (const control of [method, query, headers, signed]) control.addEventListener("input", edited);
  preset.addEventListener("change", () => {
    const chosen = presets[Number(preset.value)];
    if (chosen === undefined) return;
    fill(chosen.request);
    onChange();
  });
  return { request, show };

  function show(request: SentRequest, choices: readonly PresetRequest[]): void {
    presets = choices;
    const own = element("option", { value: "" }, "a request of your own");
    preset.replaceChildren(own, ...choices.map(({ title }, index) => element("option", { value: index }, title)));
    fill(request);
    name();
  }

  function edited(): void {
    name();
    onChange();
  }

  /** Says which of the requests it is, or that it is another. */
  function name(): void {
    const text = JSON.stringify(request());
    const index = presets.findIndex((choice) => JSON.stringify(choice.request) === text);
    preset.value = index < 0 ? "" : String(index);
  }

  function fill(request: SentRequest): void {
    method.value = request.method;
    query.value = request.query;
    headers.value = request.headers;
    headers.rows = Math.max(2, request.headers.split("\n").length);
    signed.checked = request.signed;
    const changes = EditorView.updateListener.of(({ docChanged }) => docChanged && edited());
    const extensions = [plainEditor("Body of the request", hint), changes];
    view.setState(EditorState.create({ doc: request.body, extensions }));
  }

  function request(): SentRequest {
    return {
      method: method.value,
      query: query.value,
      headers: headers.value,
      body: view.state.doc.toString(),
      signed: signed.checked,
    };
  }
}

const methods: readonly string[] = ["POST", "GET", "PUT", "PATCH", "DELETE"];

function field(title: string, control: HTMLElement, width = ""): HTMLElement {
  return element("label", { class: `field ${width}`, for: control.id }, element("span", {}, title), control);
}
