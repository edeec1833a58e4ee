import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { Place } from "../../../editor/answers.ts";
import type { Asked } from "../backend/call.ts";

/** F12, and a click with Ctrl or ⌘, lead to where what is there is given, which may be in another file. */
export function definitions(uri: string, backend: Asked, goTo: (places: readonly Place[]) => void): Extension {
  const ask = async (offset: number): Promise<void> => goTo(await backend.definition(uri, offset));
  return [
    keymap.of([
      {
        key: "F12",
        run(view) {
          void ask(view.state.selection.main.head);
          return true;
        },
      },
    ]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
        const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (offset === null) return false;
        event.preventDefault();
        void ask(offset);
        return true;
      },
    }),
  ];
}
