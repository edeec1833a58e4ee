import { diagnostic } from "../../../grammar/diagnostic.ts";
import { expressionsIn } from "../../fields.ts";
import type { ConstantField, Field } from "../../program.ts";
import { type Path, pathsIn } from "../paths.ts";
import { rule } from "../rule.ts";

const manifest = (uid: string) => ({
  "webhook.iml.json": `{"uid": "${uid}"}`,
  "imlc.json": `{"webhook": {"sharedIds": ["team_id"]}}`,
});

const found = diagnostic<{ name: string }>({
  code: "shared-uid",
  severity: "error",
  message: ({ name }) =>
    `This \`uid\` is \`${name}\` alone, which several users have in common: one user would get the items of others.`,
  doc: "`webhook.sharedIds` of `imlc.json` names fields that do not tell the users of the service apart. Take a field that does, or join one to it, here and in the connection alike.",
  example: { bad: manifest("{{item.team_id}}"), good: manifest("{{item.user_id}}") },
});

/** A uid that the app declares to be that of several users. */
export const sharedUid = rule({
  diagnostic: found,
  itemOwner({ webhook: { config }, uid }) {
    if (config.sharedIds.length === 0) return [];
    const paths = expressionsIn(uid.field).flatMap(({ expr }) => pathsIn(expr));
    const shared = paths.map((path) => config.sharedIds.find((id) => isNamed(path, id)));
    const [first] = shared;
    if (!first || shared.includes(undefined)) return [];
    const related = [{ ...placeOf(first), message: "It is declared here to be shared." }];
    return [found(placeOf(uid.field), { name: String(first.value) }, { related })];
  },
});

/** Whether a path ends as a name says: `id` of a team is named `team.id`. */
function isNamed({ steps }: Path, { value }: ConstantField): boolean {
  return `.${steps.join(".")}`.endsWith(`.${value}`);
}

function placeOf({ uri, span }: Field) {
  return { uri, span };
}
