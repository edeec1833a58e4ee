import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from "@codemirror/view";
import type { Asked } from "../backend/call.ts";
import { assistance } from "./assist.ts";
import { fixMenu } from "./fix-menu.ts";
import { folding } from "./folding.ts";
import { colours, manifestLanguage } from "./language.ts";
import { litPart } from "./lit.ts";
import { signatureHelp } from "./signature.ts";

/** What every editor of the page has; the `hint` tells how to leave it. */
export function plainEditor(label: string, hint: string): Extension {
  return [
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    indentUnit.of("  "),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": hint, tabindex: "0" }),
    manifestLanguage,
    colours,
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...lintKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

/** What the editor of one file has. */
export function manifestEditor(uri: string, label: string, hint: string, backend: Asked): Extension {
  return [
    lineNumbers(),
    highlightActiveLine(),
    lintGutter(),
    litPart,
    folding,
    placeholder("Nothing yet: the app has no such file until something stands here."),
    assistance(uri, backend),
    signatureHelp(uri, backend),
    fixMenu(uri, backend),
    plainEditor(label, hint),
  ];
}
