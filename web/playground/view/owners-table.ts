import { element } from "../../shared/element.ts";
import type { Owner } from "../playground.ts";

/** Who has subscribed, by name and uid. */
export interface OwnersTable {
  owners(): readonly Owner[];
  show(owners: readonly Owner[]): void;
}

/** Makes the table; `onChange` is told when anything in it changes. */
export function createOwnersTable(box: HTMLElement, onChange: () => void): OwnersTable {
  const rows = element("tbody");
  const head = element(
    "tr",
    {},
    ...["User", "uid"].map((text) => element("th", { scope: "col" }, text)),
    element("td"),
  );
  const add = element("button", { type: "button", onclick: () => addRow() }, "Add a user");
  box.append(element("table", { class: "owners" }, element("thead", {}, head), rows), add);
  rows.addEventListener("input", onChange);
  return {
    owners: () => [...rows.rows].map(ownerIn),
    show: (owners) => rows.replaceChildren(...owners.map(rowOf)),
  };

  function addRow(): void {
    const row = rowOf({ name: "", uid: "" });
    rows.append(row);
    row.querySelector("input")?.focus();
    onChange();
  }

  function rowOf({ name, uid }: Owner): HTMLTableRowElement {
    const row = element("tr");
    const remove = element("button", { type: "button", "aria-label": `Remove ${name || "this user"}` }, "✕");
    remove.addEventListener("click", () => {
      row.remove();
      add.focus();
      onChange();
    });
    row.append(
      element("td", {}, input("Name of the user", name)),
      element("td", {}, input("uid of the user", uid)),
      element("td", {}, remove),
    );
    return row;
  }
}

function input(label: string, value: string): HTMLInputElement {
  return element("input", { "aria-label": label, value, spellcheck: "false", autocomplete: "off" });
}

function ownerIn(row: HTMLTableRowElement): Owner {
  const [name, uid] = row.querySelectorAll("input");
  return { name: name?.value ?? "", uid: uid?.value ?? "" };
}
