import type { Span } from "../../grammar/source.ts";
import type { Type } from "../../language/types.ts";

/** What a list is for: what is entered in a connection or elsewhere, or what the bundles of a module hold. */
export type ListKind = "connection" | "parameters" | "interface";

/** A list of parameters: what a user fills in, or what a bundle holds. */
export interface ParameterList {
  readonly uri: string;
  readonly span: Span;
  readonly parameters: readonly Parameter[];
  /** The RPCs that add parameters when the form is shown. */
  readonly rpcs: readonly RpcReference[];
  /** Whether an RPC or a template stands for the list or for some of it, so that there may be more than are listed. */
  readonly dynamic: boolean;
}

/** One entry of a list. */
export interface Parameter {
  /** The key of its value; what has none is only shown, or is the item of an array. */
  readonly name: string | undefined;
  /** Where it is named; the whole entry if it is not. */
  readonly span: Span;
  /** As it is written. */
  readonly type: string | undefined;
  readonly label: string | undefined;
  readonly help: string | undefined;
  readonly required: boolean | undefined;
  /** Its value is a list of such values. */
  readonly multiple: boolean;
  /** Its value may be one that is not offered: the user types or maps it. */
  readonly free: boolean;
  readonly options: Options | undefined;
  readonly spec: Spec | undefined;
  /** Parameters that are shown beside it once something is chosen; their values lie beside its own. */
  readonly nested: readonly ParameterList[];
  /** What a button beside it calls, and the form that the button shows first. */
  readonly button: { readonly rpcs: readonly RpcReference[]; readonly form: ParameterList | undefined } | undefined;
}

/** What is offered to choose from. */
export interface Options {
  /** The types of the values that are listed, one for each. */
  readonly types: readonly Type[];
  readonly rpcs: readonly RpcReference[];
  /** Whether an RPC or a template adds some. */
  readonly dynamic: boolean;
}

/** What a value is made of: the fields of a collection, or of each item of an array; or what each item is. */
export type Spec =
  | { readonly kind: "fields"; readonly list: ParameterList }
  | { readonly kind: "item"; readonly item: Parameter };

/** An RPC that is named as `rpc://id`. */
export interface RpcReference {
  readonly id: string;
  readonly place: { readonly uri: string; readonly span: Span };
}
