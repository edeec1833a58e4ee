import { limits, parameterKeys, takenText } from "../../compiler/parameters/keys.ts";
import { otherNames, parameterTypes } from "../../compiler/parameters/types.ts";
import { show } from "../../language/type-relations.ts";
import { blocks, bullet, code, generated, table } from "./markdown.ts";

/** The page of what lists of parameters hold. */
export function parametersPage(): string {
  return blocks(
    generated,
    "# Parameters",
    "A list of parameters says what a user enters (`parameters` and `expect` of a component), or what the bundles of a module hold (`interface`). Each entry is an object. Instead of a list, or as one of its entries, `rpc://name` stands for what an RPC of the app gives when the form is shown; then a template may read any parameter.",
    "## Types of parameters",
    "What a template gets for each type. A value that is not required may be undefined.",
    table(
      ["type", "gives", "what the user enters"],
      [...parameterTypes].map(([name, { type, doc, shown }]) => [code(name), shown ? "nothing" : show(type), doc]),
    ),
    `Known elsewhere by another name: ${[...otherNames].map(([other, name]) => `${code(other)} is ${code(name)}`).join(", ")}.`,
    "## Keys of a parameter",
    [...parameterKeys]
      .map(([key, { doc, takes }]) => bullet(`${code(key)}: ${doc} *Takes ${takenText(takes)}.*`))
      .join("\n"),
    "## Keys of `validate`",
    [...limits].map(([key, doc]) => bullet(`${code(key)}: ${doc}`)).join("\n"),
  );
}
