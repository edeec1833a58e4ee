import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Span } from "../../../grammar/source.ts";

const light = StateEffect.define<Span | undefined>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lit, transaction) {
    const effect = transaction.effects.find((each) => each.is(light));
    if (!effect) return lit.map(transaction.changes);
    const span = effect.value;
    const end = transaction.state.doc.length;
    if (span === undefined || span.start >= Math.min(span.end, end)) return Decoration.none;
    return Decoration.set(Decoration.mark({ class: "lit" }).range(span.start, Math.min(span.end, end)));
  },
  provide: (own) => EditorView.decorations.from(own),
});

/** Shows which part of a text a step comes from. */
export const litPart: Extension = field;

/** Lights a part of the text up, and scrolls to it; undefined puts the light out. */
export function lightUp(view: EditorView, span: Span | undefined): void {
  const scroll = span && EditorView.scrollIntoView(Math.min(span.start, view.state.doc.length), { y: "nearest" });
  view.dispatch({ effects: [light.of(span), ...(scroll ? [scroll] : [])] });
}
