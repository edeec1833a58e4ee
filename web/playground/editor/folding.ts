import { codeFolding, foldGutter, foldKeymap, foldService } from "@codemirror/language";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { Fold } from "../../../editor/answers.ts";
import { element } from "../../shared/element.ts";

/** A part between two offsets that can be folded away. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const found = StateEffect.define<readonly Range[]>();

const field = StateField.define<readonly Range[]>({
  create: () => [],
  update(ranges, { effects, changes, docChanged }) {
    const effect = effects.find((each) => each.is(found));
    if (effect) return effect.value;
    if (!docChanged) return ranges;
    return ranges.map(({ from, to }) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) }));
  },
});

/** What is longer than a line can be folded away, as far as the editor was told of it. */
export const folding: Extension = [
  field,
  foldService.of(
    (state, start, end) => state.field(field).find(({ from, to }) => start <= from && from <= end && end < to) ?? null,
  ),
  codeFolding(),
  foldGutter({
    foldingChanged: ({ transactions }) => transactions.some(({ effects }) => effects.some((each) => each.is(found))),
    markerDOM: (isOpen) => element("span", { title: isOpen ? "Fold" : "Unfold" }, isOpen ? "▾" : "▸"),
  }),
  keymap.of([...foldKeymap]),
];

/** Tells an editor what of its text can be folded away. */
export function setFolds(view: EditorView, folds: readonly Fold[]): void {
  const { doc } = view.state;
  const known = folds.filter(({ span }) => span.end <= doc.length);
  const ranges = known.map(({ kind, span: { start, end } }): Range => {
    // Of what is in brackets these stay to be seen, of a comment its first line.
    return kind === "region" ? { from: start + 1, to: end } : { from: doc.lineAt(start).to, to: end };
  });
  view.dispatch({ effects: found.of(ranges.filter(({ from, to }) => from < to)) });
}
