import { RuntimeError } from "../errors.ts";

/** Content codings that one body may have on top of each other. */
const MAX_CODINGS = 2;

/**
 * The content codings of a body in the order in which they are to be undone (RFC 9110 §8.4); none if it came as it was
 * meant. Throws a `RuntimeError` (415) for one that is not among those known here, and for too many.
 */
export function codingsOf<C extends string>(header: string | undefined, known: ReadonlySet<C>): readonly C[] {
  if (header === undefined) return [];
  const named = header
    .split(",")
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== "" && each !== "identity")
    .reverse();
  const codings = named.flatMap((each) => [...known].filter((coding) => coding === each));
  if (codings.length === named.length && codings.length <= MAX_CODINGS) return codings;
  const message = `The content-encoding of the body must be made of ${[...known].join(", ")}, at most ${MAX_CODINGS} of them.`;
  throw new RuntimeError("content-encoding", 415, message);
}

/** The headers of a request whose body is as it was meant again: what they said of its compressed form is gone. */
export function withoutCodings(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { "content-encoding": _coding, "content-length": _length, ...others } = headers;
  return others;
}
