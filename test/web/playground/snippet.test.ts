import { snippet } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { editorSnippet } from "../../../web/playground/editor/snippet.ts";

/** What a snippet leaves in an editor: the text, with the cursor or what is selected between `‹` and `›`. */
function inserted(text: string): string {
  let state = EditorState.create();
  const editor = {
    state,
    dispatch(transaction: { readonly state: EditorState }) {
      state = transaction.state;
    },
  };
  snippet(editorSnippet(text))(editor, null, 0, 0);
  const { from, to } = state.selection.main;
  return `${state.sliceDoc(0, from)}‹${state.sliceDoc(from, to)}›${state.sliceDoc(to)}`;
}

const stop = (text: string): string => `$\{${text}}`;

test.each([
  ["$1", "‹›"],
  [`substring(${stop("1:text")}; ${stop("2:start")})`, "substring(‹text›; start)"],
  ['"{{$1\\}\\}"', '"{{‹›}}"'],
  [`"${stop("1|json,text|")}": $0`, '"‹json›": '],
  ["costs \\$5", "costs $5‹›"],
  [`upper(${stop("1:a {b\\} c")})`, "upper(‹a b c›)"],
])("%s", (snippet, left) => {
  expect(inserted(snippet)).toBe(left);
});
