import type { ScopeName } from "../../language/scopes.ts";
import type { Type } from "../../language/types.ts";
import type { KeyShape } from "./shape.ts";

/** One key of a manifest, or a few that act together: what may stand there, and the units that come of it. */
export interface Directive {
  readonly keys: Readonly<Record<string, KeyShape>>;
  /** In the order in which they are evaluated. */
  readonly units: readonly UnitSpec[];
}

/** Which part of a manifest becomes a unit, and which one. */
export interface UnitSpec {
  /** Where the value stands, from the object of directives. */
  readonly from: readonly string[];
  /** The value may also stand one level higher, for the object that would hold it. */
  readonly short?: true;
  /** Only these entries of the object. */
  readonly entries?: readonly string[];
  /** There is such a unit only if the manifest gives this entry; what there is of the others is checked all the same. */
  readonly needs?: string;
  /** Where the generated function goes; undefined: it is checked, and nothing is generated of it. */
  readonly path?: readonly string[];
  /** Undefined: the value is a constant. */
  readonly scope: ScopeName | undefined;
  readonly want: Type;
  /** The unit it is instead if it reads what is known of a subscriber only. */
  readonly owner?: { readonly path: readonly string[]; readonly scope: ScopeName };
  /** What it is evaluated in where each user has a URL of his own. */
  readonly dedicated?: ScopeName;
}

/** The scopes in which the templates of a request are evaluated, one after the other. */
export interface Stages {
  /** Before it is sent. */
  readonly request: ScopeName;
  /** When it is answered. */
  readonly reply: ScopeName;
  /** For each item of the answer, and for all of them together. */
  readonly item: ScopeName;
  /** Where the next page of the answer is; undefined: as `reply`. */
  readonly page?: ScopeName;
}
