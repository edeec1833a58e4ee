import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { FileEdits, Finding } from "../../../editor/answers.ts";
import type { Edit } from "../../../grammar/diagnostic.ts";
import { element } from "../../shared/element.ts";
import { createTabs, type Tabs } from "../../shared/tabs.ts";
import type { Asked } from "../backend/call.ts";
import { type Place, type Playground, usualFiles } from "../playground.ts";
import { definitions } from "./definition.ts";
import { changesOf, edit, underline } from "./findings.ts";
import { setFolds } from "./folding.ts";
import { lightUp } from "./lit.ts";
import { manifestEditor } from "./setup.ts";

/** The files of an app in tabs. */
export interface Manifests {
  readonly tabs: HTMLElement;
  readonly panel: HTMLElement;
  /** The texts as they are now. */
  texts(): Playground["files"];
  /** Underlines all findings, and counts them on the tabs. */
  show(findings: readonly Finding[]): void;
  /** Makes edits of a file and shows it, if it still says what they were offered for. */
  edit(uri: string, edits: readonly Edit[], of: string): void;
  /** Makes edits of several files, of those that still say what they were offered for. */
  editAll(edits: readonly FileEdits[], of: Playground["files"]): void;
  /** Shows a file and puts the cursor there. */
  goTo(place: Place): void;
  /** Lights a part up, if its file is the one that is shown; undefined puts it out. */
  light(place: Place | undefined): void;
  /** Writes the expressions of the file that is shown in the canonical way. */
  format(): Promise<void>;
  /** Lets go of the page. */
  close(): void;
}

/** Who is told what happens in the editors. */
export interface Listener {
  /** A file has another text. */
  write(uri: string, text: string): void;
  /** Another file is shown. */
  select(uri: string): void;
  /** Something is to be said to those who do not see that nothing has happened. */
  tell(text: string): void;
}

/** Makes the editors of an app. */
export function createManifests(
  files: Playground["files"],
  hint: string,
  backend: Asked,
  listener: Listener,
): Manifests {
  const paths = [...new Set([...Object.keys(usualFiles), ...Object.keys(files)])];
  const panel = element("div", { id: "manifest", class: "editor" });
  const states = new Map(paths.map((uri) => [uri, stateOf(uri)]));
  const found = new Map<string, readonly Finding[]>();
  const view = new EditorView({ parent: panel });
  let current = "";
  const tabs: Tabs = createTabs("Files of the app", paths.map(tabOf), select);
  return {
    tabs: tabs.list,
    panel,
    texts,
    show,
    edit: editFile,
    editAll,
    goTo,
    light,
    format,
    close: () => view.destroy(),
  };

  function tabOf(uri: string) {
    return { id: uri, title: usualFiles[uri] ?? uri.replace(/\.iml\.json$/, ""), panel };
  }

  function stateOf(uri: string): EditorState {
    const changes = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) listener.write(uri, state.doc.toString());
    });
    const formatting = keymap.of([{ key: "Shift-Alt-f", run: formatNow }]);
    // The change is told first: whoever asks about the text asks about the new one.
    const defined = definitions(uri, backend, goToFirst);
    const extensions = [changes, formatting, defined, manifestEditor(uri, `Text of ${uri}`, hint, backend)];
    return EditorState.create({ doc: files[uri] ?? "", extensions });
  }

  function select(uri: string): void {
    if (uri === current) return;
    if (current !== "") states.set(current, view.state);
    current = uri;
    view.setState(states.get(uri) ?? stateOf(uri));
    underline(view, found.get(uri) ?? []);
    void showFolds();
    listener.select(uri);
  }

  function texts(): Playground["files"] {
    states.set(current, view.state);
    return Object.fromEntries([...states].map(([uri, state]) => [uri, state.doc.toString()]));
  }

  function show(findings: readonly Finding[]): void {
    for (const uri of paths) {
      const own = findings.filter((finding) => finding.uri === uri);
      found.set(uri, own);
      tabs.note(uri, own.length === 0 ? "" : String(own.length), own.some(isError) ? "bad" : "warn");
    }
    underline(view, found.get(current) ?? []);
    void showFolds();
  }

  async function showFolds(): Promise<void> {
    const { doc } = view.state;
    const folds = await backend.folds(current);
    if (view.state.doc === doc) setFolds(view, folds);
  }

  function editAll(all: readonly FileEdits[], of: Playground["files"]): void {
    for (const { uri, edits } of all) {
      const state = states.get(uri);
      if (uri === current) edit(view, edits, view.state.toText(of[uri] ?? ""));
      else if (state !== undefined && state.doc.toString() === of[uri]) {
        const changed = state.update({ changes: changesOf(edits) }).state;
        states.set(uri, changed);
        listener.write(uri, changed.doc.toString());
      }
    }
    view.focus();
  }

  function goToFirst([place]: readonly Place[]): void {
    if (place === undefined) listener.tell("Nothing in the app says what this is.");
    else goTo(place);
  }

  function editFile(uri: string, edits: readonly Edit[], of: string): void {
    tabs.select(uri);
    edit(view, edits, view.state.toText(of));
    view.focus();
  }

  function goTo({ uri, span }: Place): void {
    tabs.select(uri);
    view.dispatch({ selection: { anchor: Math.min(span.start, view.state.doc.length) }, scrollIntoView: true });
    view.focus();
  }

  function light(place: Place | undefined): void {
    if (place === undefined || place.uri === current) lightUp(view, place?.span);
  }

  function formatNow(): boolean {
    void format();
    return true;
  }

  async function format(): Promise<void> {
    const before = view.state.doc;
    const { uri, edits } = await backend.format(current);
    if (uri === current) edit(view, edits, before);
  }
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}
