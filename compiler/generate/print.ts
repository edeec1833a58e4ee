import { bodyLines } from "./body.ts";
import { type Group, render } from "./layout.ts";
import type { ConstantMember, FunctionCode } from "./model.ts";
import { keyText } from "./names.ts";

/** What a function takes out of its scope: `{ body, item }`; nothing if it reads no variable. */
export function parameterText({ locals }: FunctionCode): string {
  if (locals.size === 0) return "";
  const taken = [...locals].map(([name, local]) => (name === local ? name : `${keyText(name)}: ${local}`));
  return `{ ${taken.join(", ")} }`;
}

/** The statements of a function whose body stands `depth` levels deep. */
export function bodyText({ body }: FunctionCode, depth: number): string {
  return bodyLines(body, depth).join("\n");
}

/** The value of a constant of a module. */
export function valueText({ name, value }: Pick<ConstantMember, "name" | "value">): string {
  return render(value, `export const ${name} = ;`.length);
}

/** The object that holds all members of a module. */
export function membersLayout(members: readonly { readonly name: string }[]): Group {
  return { open: "{", items: members.map(({ name }) => ({ label: "", value: name })), close: "}", padding: " " };
}
