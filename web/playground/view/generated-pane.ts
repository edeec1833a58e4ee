import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { element, sentence } from "../../shared/element.ts";
import type { ShownFile } from "../backend/generated.ts";
import { colours } from "../editor/language.ts";
import { hasTypescript, type Language } from "../languages.ts";

/** Shows the files that a build would write, one at a time. */
export interface GeneratedPane {
  /** Generates anew, and shows it. */
  draw(): Promise<void>;
}

/** Makes the pane; what prints TypeScript, and what colours code, is loaded when there is some to show. */
export function createGeneratedPane(
  pane: HTMLElement,
  generate: (language: Language) => Promise<readonly ShownFile[]>,
): GeneratedPane {
  const language = element(
    "select",
    { id: "generated-language" },
    element("option", { value: "js" }, "JavaScript"),
    hasTypescript ? element("option", { value: "ts" }, "TypeScript") : undefined,
  );
  const file = element("select", { id: "generated-file" });
  const state = element("span", { class: "quiet", role: "status" });
  const code = element("div", { class: "editor" });
  const about = element("p", { class: "about quiet" });
  const view = new EditorView({ parent: code, state: stateOf(NOTHING, []) });
  const choice = (name: string, select: HTMLElement) => element("label", { class: "choice" }, `${name} `, select);
  pane.append(element("div", { class: "bar" }, choice("Language", language), choice("File", file), state), code, about);
  let shown: readonly ShownFile[] = [];
  let turn = 0;
  language.addEventListener("change", () => void draw());
  file.addEventListener("change", () => void drawFile());
  return { draw };

  async function draw(): Promise<void> {
    turn += 1;
    const own = turn;
    const wanted = language.value === "ts" ? "ts" : "js";
    about.replaceChildren(sentence(abouts[wanted]));
    const waiting = setTimeout(() => {
      state.textContent = "It is being generated.";
    }, PATIENCE);
    const files = await generate(wanted);
    clearTimeout(waiting);
    if (own !== turn) return;
    state.textContent = "";
    const before = moduleOf(file.value);
    shown = files;
    const option = ({ path }: ShownFile) =>
      element("option", { value: path, selected: moduleOf(path) === before }, path);
    file.replaceChildren(...files.map(option));
    await drawFile();
  }

  async function drawFile(): Promise<void> {
    const own = turn;
    const chosen = shown.find(({ path }) => path === file.value) ?? NOTHING;
    const { javascript } = await import("@codemirror/lang-javascript");
    if (own === turn) view.setState(stateOf(chosen, javascript({ typescript: true })));
  }
}

/** The module that a file is of, in whichever language. */
function moduleOf(path: string): string {
  return path.replace(/\.[jt]s$/, "");
}

/** Milliseconds after which somebody wants to know why nothing is there yet. */
const PATIENCE = 200;

function stateOf({ path, text }: ShownFile, language: Extension): EditorState {
  const attributes = EditorView.contentAttributes.of({ "aria-label": `Generated ${path}`, tabindex: "0" });
  return EditorState.create({ doc: text, extensions: [language, colours, EditorState.readOnly.of(true), attributes] });
}

const NOTHING: ShownFile = {
  path: "code",
  text: "// Nothing is generated of an app that has errors, or no webhook.\n",
};

const abouts: Readonly<Record<Language, string>> = {
  js: hasTypescript
    ? "This is what `imlc build --format js` writes. What prints TypeScript is large, and is loaded when you choose it."
    : "This is what `imlc build --format js` writes. Without `--format` it writes TypeScript, with types and comments.",
  ts: "This is what `imlc build` writes.",
};
