import { element } from "../../shared/element.ts";
import { themeChoice } from "../../shared/theme.ts";
import type { Preset } from "../playground.ts";

/** What the buttons at the top do. */
export interface Tools {
  /** Begins anew with an example. */
  begin(preset: Preset): void;
  format(): void;
  share(): void;
}

/** Makes the buttons; `app` is what is shown at first. */
export function showTools(bar: HTMLElement, presets: readonly Preset[], app: string, tools: Tools): void {
  const options = presets.map((preset, index) =>
    element("option", { value: index, selected: preset.app === app }, preset.title),
  );
  const choice = element("select", { id: "preset" }, ...options);
  const begin = (): void => {
    const preset = presets[Number(choice.value)];
    if (preset) tools.begin(preset);
  };
  choice.addEventListener("change", begin);
  bar.append(
    element("label", { class: "choice" }, "Example ", choice),
    element("button", { type: "button", title: RESET, onclick: begin }, "Reset"),
    element("button", { type: "button", onclick: tools.format }, "Format"),
    element("button", { type: "button", class: "primary", onclick: tools.share }, "Share"),
    themeChoice(),
  );
}

const RESET = "Begins the example anew. Back, in the browser, brings back what you wrote.";
