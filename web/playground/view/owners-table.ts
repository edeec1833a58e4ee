import { element } from "../../shared/element.ts";
import { collectionIn } from "../collection.ts";
import type { Owner } from "../playground.ts";

/** Who has subscribed. */
export interface OwnersTable {
  owners(): readonly Owner[];
  show(owners: readonly Owner[]): void;
}

/** Makes the list of users; `onChange` is told when anything in it changes. */
export function createOwnersTable(box: HTMLElement, onChange: () => void): OwnersTable {
  const rows = new Map<HTMLLIElement, () => Owner>();
  const list = element("ul", { class: "owners" });
  const add = element("button", { type: "button", onclick: () => addRow() }, "Add a user");
  box.append(list, add);
  list.addEventListener("input", onChange);
  return {
    owners: () => [...rows.values()].map((owner) => owner()),
    show(owners) {
      rows.clear();
      list.replaceChildren(...owners.map(rowOf));
    },
  };

  function addRow(): void {
    const row = rowOf({ name: "", uid: "", connection: "", parameters: "" });
    list.append(row);
    row.querySelector("input")?.focus();
    onChange();
  }

  function rowOf(owner: Owner): HTMLLIElement {
    const name = input(owner.name);
    const uid = input(owner.uid);
    const connection = jsonInput(owner.connection);
    const parameters = jsonInput(owner.parameters);
    const remove = element("button", { type: "button", "aria-label": `Remove ${owner.name || "this user"}` }, "✕");
    const row = element(
      "li",
      { class: "owner" },
      field("User", "Name of the user", name),
      field("uid", "uid of the user", uid),
      remove,
      field("Connection, as JSON", "What the user gave when connecting, as JSON", connection, "wide"),
      field("Parameters, as JSON", "What the user chose when subscribing, as JSON", parameters, "wide"),
    );
    remove.addEventListener("click", () => {
      rows.delete(row);
      row.remove();
      add.focus();
      onChange();
    });
    rows.set(row, () => ({
      name: name.value,
      uid: uid.value,
      connection: connection.value,
      parameters: parameters.value,
    }));
    return row;
  }
}

function field(title: string, label: string, control: HTMLInputElement, width = ""): HTMLElement {
  control.setAttribute("aria-label", label);
  return element("label", { class: `field ${width}` }, element("span", { "aria-hidden": "true" }, title), control);
}

function input(value: string): HTMLInputElement {
  return element("input", { value, spellcheck: "false", autocomplete: "off" });
}

/** Says of what is no object that it counts for nothing. */
function jsonInput(value: string): HTMLInputElement {
  const control = element("input", {
    value,
    class: "code",
    placeholder: "{}",
    spellcheck: "false",
    autocomplete: "off",
  });
  const look = (): void => {
    control.setCustomValidity(collectionIn(control.value) ? "" : "This is no JSON object, and counts for nothing.");
    control.setAttribute("aria-invalid", String(!control.validity.valid));
    control.title = control.validationMessage;
  };
  control.addEventListener("input", look);
  look();
  return control;
}
