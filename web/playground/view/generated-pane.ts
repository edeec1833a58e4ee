import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { element, sentence } from "../../shared/element.ts";
import type { ShownFile } from "../backend/generated.ts";
import { colours } from "../editor/language.ts";

/** Shows the files that a build would write, one at a time. */
export interface GeneratedPane {
  show(files: readonly ShownFile[]): Promise<void>;
}

/** Makes the pane; what colours JavaScript is loaded when there is some to show. */
export function createGeneratedPane(pane: HTMLElement): GeneratedPane {
  const select = element("select", { id: "generated-file" });
  const code = element("div", { class: "editor" });
  const view = new EditorView({ parent: code, state: stateOf(NOTHING, []) });
  const head = element("div", { class: "bar" }, element("label", { class: "choice" }, "File ", select));
  pane.append(head, code, element("p", { class: "about quiet" }, sentence(ABOUT)));
  let shown: readonly ShownFile[] = [];
  select.addEventListener("change", () => void draw());
  return {
    async show(files) {
      const before = select.value;
      shown = files;
      select.replaceChildren(
        ...files.map(({ path }) => element("option", { value: path, selected: path === before }, path)),
      );
      await draw();
    },
  };

  async function draw(): Promise<void> {
    const file = shown.find(({ path }) => path === select.value) ?? NOTHING;
    const { javascript } = await import("@codemirror/lang-javascript");
    view.setState(stateOf(file, javascript({ typescript: true })));
  }
}

function stateOf({ path, text }: ShownFile, language: Extension): EditorState {
  const attributes = EditorView.contentAttributes.of({ "aria-label": `Generated ${path}`, tabindex: "0" });
  return EditorState.create({ doc: text, extensions: [language, colours, EditorState.readOnly.of(true), attributes] });
}

const NOTHING: ShownFile = {
  path: "code",
  text: "// Nothing is generated of an app that has errors, or no webhook.\n",
};

const ABOUT =
  "This is what `imlc build --format js` writes. The modules in TypeScript have the same functions, but the library that prints them is too large for a page.";
