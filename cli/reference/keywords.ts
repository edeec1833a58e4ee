import { kinds } from "../../compiler/manifest/kinds.ts";
import { keywords } from "../../language/keywords.ts";
import { notHere, type ScopeName, scopes } from "../../language/scopes.ts";
import { show } from "../../language/type-relations.ts";
import { everywhere, type Variable } from "../../language/variables.ts";
import { blocks, bullet, code, generated, table, valueText } from "./markdown.ts";

const titles: Readonly<Record<ScopeName, string>> = {
  RequestScope: "A request to the shared URL",
  ItemScope: "An item whose owner is not known yet",
  OwnerScope: "An item for one subscription of its owner",
  AttachScope: "A subscription that begins",
  DetachScope: "A subscription that ends",
  ConnectionScope: "A connection that is validated",
  AttachReplyScope: "The answer to the request of an attach",
  DetachReplyScope: "The answer to the request of a detach",
  ConnectionReplyScope: "The answer to the request of a connection",
};

/** The page of keywords, and of the variables of every scope. */
export function keywordsPage(): string {
  return blocks(
    generated,
    "# Keywords and variables",
    "## Keywords",
    "A keyword stands for a value where a path could begin, unless a variable has its name. Behind a dot, and in backticks, it is a name like any other.",
    table(
      ["keyword", "value", "meaning"],
      [...keywords].map(([name, { value, doc }]) => [code(name), code(valueText(value)), doc]),
    ),
    "## Variables of every template",
    variables(Object.entries(everywhere)),
    "## Variables by what is at hand",
    "Which variables there are depends on when a template is evaluated. Those of every template are there, too.",
    ...(Object.keys(titles) as ScopeName[]).flatMap(scope),
  );
}

function scope(name: ScopeName): readonly string[] {
  const own = [...scopes[name]].filter(([variable]) => !Object.hasOwn(everywhere, variable));
  const missing = [...notHere[name]].map(([variable, why]) => bullet(`${code(variable)}: ${why}`));
  return [
    `### ${titles[name]}`,
    `Read by ${readers(name).join("; ")}.`,
    variables(own),
    missing.length > 0 ? `Not here:\n\n${missing.join("\n")}` : "",
  ];
}

function variables(entries: readonly (readonly [string, Variable])[]): string {
  return table(
    ["variable", "type", "meaning"],
    entries.map(([name, { type, doc }]) => [code(name), show(type), doc]),
  );
}

/** The places of manifests whose templates are evaluated in a scope. */
function readers(name: ScopeName): readonly string[] {
  return Object.entries(kinds).flatMap(([kind, { units }]) => {
    const places = units.flatMap(({ from, short, entries, scope, owner }) =>
      scope === name || owner?.scope === name
        ? (entries ?? [undefined]).map((entry) =>
            code([...(short ? from.slice(0, -1) : from), entry ?? []].flat().join(".")),
          )
        : [],
    );
    return places.length > 0 ? [`${places.join(", ")} of ${kinds[kind as keyof typeof kinds].title}`] : [];
  });
}
