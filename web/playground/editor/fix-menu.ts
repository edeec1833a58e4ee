import { type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { type EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { Action } from "../../../editor/answers.ts";
import { element, sentence } from "../../shared/element.ts";
import type { Asked } from "../backend/call.ts";
import { edit } from "./findings.ts";

const show = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(menu, transaction) {
    const effect = transaction.effects.find((each) => each.is(show));
    if (effect) return effect.value;
    return transaction.docChanged || transaction.selection ? null : menu;
  },
  provide: (own) => showTooltip.from(own),
});

/** Ctrl+. opens a menu of what may be changed at the cursor. */
export function fixMenu(uri: string, backend: Asked): Extension {
  return [shown, keymap.of([{ key: "Mod-.", run: open }])];

  function open(view: EditorView): boolean {
    void offer(view);
    return true;
  }

  async function offer(view: EditorView): Promise<void> {
    const { doc } = view.state;
    const { from, to } = view.state.selection.main;
    const actions = await backend.fixes(uri, { start: from, end: to });
    // The editor of one file can change that file only.
    const own = actions.filter(({ edits }) => edits.every((each) => each.uri === uri));
    view.dispatch({ effects: show.of({ pos: from, create: () => menuOf(view, own, doc) }) });
  }
}

function menuOf(view: EditorView, actions: readonly Action[], doc: Text) {
  const buttons = actions.map(({ title, edits }) =>
    element("button", { type: "button", role: "menuitem", onclick: () => take(view, edits, doc) }, sentence(title)),
  );
  const none = actions.length === 0 ? element("p", { class: "nothing" }, "There is nothing to fix here.") : undefined;
  const role = actions.length === 0 ? "status" : "menu";
  const dom = element("div", { class: "menu", role, "aria-label": "Fixes", tabindex: -1 }, ...buttons, none);
  dom.addEventListener("keydown", (event) => move(event, view, buttons));
  dom.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && dom.contains(relatedTarget))) close(view);
  });
  return { dom, mount: () => (buttons[0] ?? dom).focus() };
}

function take(view: EditorView, edits: Action["edits"], doc: Text): void {
  edit(
    view,
    edits.flatMap((each) => each.edits),
    doc,
  );
  view.focus();
}

function close(view: EditorView): void {
  if (view.state.field(shown, false)) view.dispatch({ effects: show.of(null) });
}

function move(event: KeyboardEvent, view: EditorView, buttons: readonly HTMLElement[]): void {
  const at = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1;
  switch (event.key) {
    case "ArrowDown":
      buttons[(at + 1) % buttons.length]?.focus();
      break;
    case "ArrowUp":
      buttons.at(at - 1)?.focus();
      break;
    case "Escape":
      close(view);
      view.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
}
