import { wordsOf } from "./names.ts";
import type { Path } from "./paths.ts";

/** What an id seems to be that of, by its name and by what it belongs to; undefined if they do not say it. */
export function identityOf({ steps }: Path): string | undefined {
  const words = steps.flatMap(wordsOf).filter((word) => !general.has(word));
  return identities.get(words.at(-1) ?? "");
}

/** Words that say that it is an id, or where the answer of a service has its content. */
const general: ReadonlySet<string> = new Set([
  "id",
  "ids",
  "uid",
  "uuid",
  "guid",
  "gid",
  "key",
  "name",
  "data",
  "result",
]);

const identities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "a user": ["user", "member", "person", "employee", "userid"],
    "a team": ["team", "workspace", "guild", "teamid"],
    "an organization": ["organization", "organisation", "org", "company", "enterprise", "tenant"],
    "an e-mail address": ["email", "mail"],
    "a phone number": ["phone", "msisdn"],
  }).flatMap(([identity, words]) => words.map((word): [string, string] => [word, identity])),
);
