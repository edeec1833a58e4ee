import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, showTooltip, type Tooltip } from "@codemirror/view";
import type { Signature } from "../../../editor/answers.ts";
import { element } from "../../shared/element.ts";
import type { Asked } from "../backend/call.ts";

const show = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    const effect = transaction.effects.find((each) => each.is(show));
    if (effect) return effect.value;
    return tooltip && { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) };
  },
  provide: (own) => showTooltip.from(own),
});

/** Shows above the cursor the function whose arguments are being written. */
export function signatureHelp(uri: string, backend: Asked): Extension {
  const asking = EditorView.updateListener.of(({ view, docChanged, selectionSet, focusChanged }) => {
    if (docChanged || selectionSet || focusChanged) void ask(view);
  });
  return [shown, asking];

  async function ask(view: EditorView): Promise<void> {
    const { head } = view.state.selection.main;
    const isNear = view.hasFocus && view.state.doc.lineAt(head).text.includes("(");
    const signature = await (isNear ? backend.signature(uri, head) : undefined);
    // Whoever types on is asked about again.
    if (view.state.selection.main.head !== head) return;
    const tooltip = signature && tooltipOf(signature, head);
    if (tooltip || view.state.field(shown, false)) view.dispatch({ effects: show.of(tooltip ?? null) });
  }
}

function tooltipOf({ label, parameters, active }: Signature, pos: number): Tooltip {
  const current = parameters[active];
  const { start, end } = current?.label ?? { start: label.length, end: label.length };
  const line = [label.slice(0, start), element("strong", {}, label.slice(start, end)), label.slice(end)];
  const dom = element("div", { class: "told signature" }, element("code", {}, ...line));
  if (current !== undefined && current.doc !== "") dom.append(element("p", {}, current.doc));
  return { pos, above: true, strictSide: true, create: () => ({ dom }) };
}
