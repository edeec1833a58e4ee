import { element, sentence } from "../../shared/element.ts";

/** Asks before something is done that cannot be taken back; Escape means no. */
export function confirmed(question: string, yes: string): Promise<boolean> {
  const cancel = element("button", { type: "submit", value: "no" }, "Cancel");
  const go = element("button", { type: "submit", value: "yes", class: "primary" }, yes);
  const text = element("p", { id: "question" }, sentence(question));
  const dialog = element(
    "dialog",
    { "aria-labelledby": "question" },
    element("form", { method: "dialog" }, text, element("div", { class: "bar end" }, cancel, go)),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
