import { type CollectionType, type FieldType, type Type, t, union } from "../../language/types.ts";
import type { Parameter, ParameterList, Spec } from "./list.ts";
import { parameterTypes } from "./types.ts";

/**
 * The type of what a user enters into some lists together. `origin` is what messages call them. It is closed, unless an
 * RPC or a template adds parameters.
 */
export function parametersType(lists: readonly ParameterList[], origin: string): CollectionType {
  const isDynamic = lists.some(mayHaveMore);
  const fields = joined(lists.flatMap((list) => fieldsOf(list, ({ required }) => required !== true)));
  return { kind: "collection", fields, open: isDynamic, ...(!isDynamic && { origin }) };
}

/**
 * The type of the bundles that an interface describes: all its fields are promised, and there may be others. Undefined if
 * it says nothing, or leaves something to an RPC.
 */
export function bundleType(list: ParameterList, origin: string): CollectionType | undefined {
  if (list.parameters.length === 0 || mayHaveMore(list)) return undefined;
  const fields = joined(fieldsOf(list, ({ required }) => required === false));
  return { kind: "collection", fields, open: true, origin };
}

type IsOptional = (parameter: Parameter) => boolean;
type NamedField = readonly [string, FieldType];

/** Whether what a list shows depends on an RPC or a template. */
function mayHaveMore({ dynamic, parameters }: ParameterList): boolean {
  return dynamic || parameters.some(({ nested }) => nested.some(mayHaveMore));
}

/** The fields of a list, with those that are only there once something is chosen. */
function fieldsOf(list: ParameterList, isOptional: IsOptional): readonly NamedField[] {
  return list.parameters.flatMap((parameter) => [
    ...ownField(parameter, isOptional),
    ...parameter.nested.flatMap((each) => fieldsOf(each, () => true)),
  ]);
}

function ownField(parameter: Parameter, isOptional: IsOptional): readonly NamedField[] {
  const { name } = parameter;
  if (name === undefined || isOnlyShown(parameter)) return [];
  const doc = docOf(parameter);
  const type = valueType(parameter, isOptional);
  return [[name, { type, optional: isOptional(parameter), ...(doc !== undefined && { doc }) }]];
}

/** One field for each name; what several alternatives have under one name is either of them. */
function joined(named: readonly NamedField[]): ReadonlyMap<string, FieldType> {
  const fields = new Map<string, FieldType>();
  for (const [name, field] of named) {
    const before = fields.get(name);
    const type = before ? union(before.type, field.type) : field.type;
    fields.set(name, { ...field, ...before, type, optional: field.optional && (before?.optional ?? true) });
  }
  return fields;
}

function isOnlyShown({ type }: Parameter): boolean {
  return type !== undefined && parameterTypes.get(type)?.shown === true;
}

function docOf({ label, help }: Parameter): string | undefined {
  return label !== undefined && help !== undefined ? `${label}: ${help}` : (label ?? help);
}

function valueType(parameter: Parameter, isOptional: IsOptional): Type {
  const one = singleType(parameter, isOptional);
  return parameter.multiple ? t.array(one) : one;
}

function singleType(parameter: Parameter, isOptional: IsOptional): Type {
  const { type, spec } = parameter;
  switch (type) {
    case undefined:
      return t.any;
    case "select":
      return chosenType(parameter);
    case "array":
      return t.array(spec ? itemType(spec, parameter, isOptional) : t.any);
    case "collection":
      return spec?.kind === "fields" ? specType(spec.list, parameter, isOptional) : t.open();
    default:
      return parameterTypes.get(type)?.type ?? t.any;
  }
}

/** An option is chosen, unless the user may enter something else; then only what all options have in common is known. */
function chosenType({ options, free }: Parameter): Type {
  if (!options || options.dynamic || options.types.length === 0) return t.any;
  const offered = union(...options.types);
  if (!free) return offered;
  return offered.kind === "text" ? t.text : t.any;
}

function itemType(spec: Spec, parameter: Parameter, isOptional: IsOptional): Type {
  if (spec.kind === "item") return valueType(spec.item, isOptional);
  return spec.list.parameters.length > 0 ? specType(spec.list, parameter, isOptional) : t.any;
}

/** A collection may be mapped as a whole and then have more than its spec names, so that is open. */
function specType(list: ParameterList, { name }: Parameter, isOptional: IsOptional): CollectionType {
  const fields = joined(fieldsOf(list, isOptional));
  if (fields.size === 0 || mayHaveMore(list)) return { kind: "collection", fields, open: true };
  return { kind: "collection", fields, open: true, origin: name === undefined ? "this item" : `\`${name}\`` };
}
