import type { UnitSpec } from "../../compiler/manifest/directive.ts";
import { kinds } from "../../compiler/manifest/kinds.ts";
import { oauthUnits } from "../../compiler/manifest/oauth.ts";
import { keywords } from "../../language/keywords.ts";
import { notHere } from "../../language/not-here.ts";
import { type ScopeName, scopes } from "../../language/scopes.ts";
import { show } from "../../language/type-relations.ts";
import { everywhere, type Variable } from "../../language/variables.ts";
import { blocks, bullet, code, generated, table, valueText } from "./markdown.ts";

const titles: Readonly<Record<ScopeName, string>> = {
  RequestScope: "A request to the shared URL",
  ItemScope: "An item whose owner is not known yet",
  OwnerScope: "An item for one subscription of its owner",
  DedicatedScope: "A request to a URL that one user has alone",
  AttachScope: "A subscription that begins",
  DetachScope: "A subscription that ends",
  ConnectionScope: "A connection that is validated",
  AttachReplyScope: "The answer to the request of an attach",
  DetachReplyScope: "The answer to the request of a detach",
  ConnectionReplyScope: "The answer to the request of a connection",
  AnswerItemScope: "An item of such an answer",
  AnswerPageScope: "The next page of the answer to a listing",
  OAuthScope: "A step by which a connection gets its token",
  OAuthReplyScope: "The answer to the request of such a step",
  CallbackScope: "The user who comes back from the service",
  BaseScope: "What a base says for all requests",
  BaseReplyScope: "What a base says for all answers",
  BaseItemScope: "What a base says for the items of all answers",
  ModuleScope: "A module",
  ModuleReplyScope: "The answer to the request of a module",
  ModuleItemScope: "An item of such an answer, or all of them",
  RpcScope: "A remote procedure or an endpoint",
  RpcReplyScope: "The answer to its request",
  RpcItemScope: "An item of that answer, or all of them",
  EventScope: "An event that an instant trigger handles",
  EventReplyScope: "The answer to the request of an instant trigger",
  EventItemScope: "What an instant trigger makes of the event",
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

/** The places of manifests whose templates are evaluated in a scope; kinds that have the same places stand together. */
function readers(name: ScopeName): readonly string[] {
  const titles = new Map<string, string[]>();
  for (const { title, units } of [...Object.values(kinds), ...steps]) {
    const places = placesIn(units, name);
    if (places !== "") titles.set(places, [...(titles.get(places) ?? []), title]);
  }
  return [...titles].map(([places, holders]) => `${places} of ${holders.join(", ")}`);
}

const steps = [...oauthUnits].map(([step, units]) => ({ title: `the step ${code(step)} of a connection`, units }));

function placesIn(units: readonly UnitSpec[], name: ScopeName): string {
  const places = units.flatMap(({ from, short, entries, scope, owner, dedicated }) =>
    [scope, owner?.scope, dedicated].includes(name)
      ? (entries ?? [undefined]).map((entry) => [...(short ? from.slice(0, -1) : from), entry ?? []].flat().join("."))
      : [],
  );
  return places.map(code).join(", ");
}
