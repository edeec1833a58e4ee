import { indented, type Layout, render } from "./layout.ts";
import type { ConstantMember, FunctionCode } from "./model.ts";
import type { Needs } from "./names.ts";
import { bodyText, membersLayout, parameterText, valueText } from "./print.ts";

/** As much of a module as is run. */
interface ScriptModel {
  readonly members: readonly ScriptMember[];
  /** What it exports as a whole; without it, an object of its members. */
  readonly whole?: Layout;
  readonly needs: Needs;
  /** It counts what of it runs. */
  readonly isCounted?: boolean;
}

type ScriptMember = FunctionCode | Omit<ConstantMember, "doc"> | ScriptGroup;

interface ScriptGroup {
  readonly kind: "group";
  readonly name: string;
  readonly members: readonly (FunctionCode | ScriptGroup)[];
}

/**
 * A module as JavaScript that imports nothing: its default export is a function that is given what `imlc/values` and
 * `imlc/functions` export, and the functions of the app, and answers what the TypeScript module would export. One that
 * counts what runs is given what counts it, too.
 */
export function scriptText(
  { members, whole = membersLayout(members), needs, isCounted = false }: ScriptModel,
  name: string,
): string {
  const statements = [
    destructured(
      [...needs.values].map((value) => [value, value]),
      "values",
    ),
    destructured([...needs.functions], "functions"),
    ...statementTexts({ members, needs }),
    `return ${render(whole, "return ;".length)};`,
  ];
  const body = statements.filter((statement) => statement !== "").map(indented);
  const more = isCounted ? ", custom, ran" : needs.custom.size === 0 ? "" : ", custom";
  const given = `values, functions${more}`;
  return `export default (${given}) => {\n${body.join("\n")}\n};\n//# sourceURL=${encodeURI(name.toWellFormed())}\n`;
}

/** The declarations of a module as JavaScript: its constants, and its members. */
export function statementTexts({ members, needs }: Pick<ScriptModel, "members" | "needs">): readonly string[] {
  return [...[...needs.hoisted].map(([code, constant]) => `const ${constant} = ${code};`), ...members.map(memberText)];
}

function destructured(names: readonly (readonly [string, string])[], from: string): string {
  if (names.length === 0) return "";
  const taken = [...names].sort().map(([name, local]) => (name === local ? name : `${name}: ${local}`));
  return `const { ${taken.join(", ")} } = ${from};`;
}

function memberText(member: ScriptMember): string {
  switch (member.kind) {
    case "constant":
      return `const ${member.name} = ${valueText(member)};`;
    case "function":
      return `function ${functionText(member, 1)}`;
    case "group":
      return `const ${member.name} = ${groupText(member, 1)};`;
  }
}

function groupText({ members }: ScriptGroup, depth: number): string {
  const texts = members.map((each) =>
    each.kind === "group" ? `${each.name}: ${groupText(each, depth + 1)}` : functionText(each, depth + 1),
  );
  return `{\n${texts.map((text) => indented(`${text},`)).join("\n")}\n}`;
}

function functionText(member: FunctionCode, depth: number): string {
  return `${member.mark ?? ""}${member.name}(${parameterText(member)}) {\n${indented(bodyText(member, depth))}\n}`;
}
