import type { ConstantMember, FunctionMember, GroupMember, Member } from "./model.ts";

/** A member of a module, or of an object in it, and the names that lead to it. */
export interface PlacedMember {
  readonly path: readonly string[];
  readonly member: FunctionMember | ConstantMember;
}

/** Functions whose paths begin alike become the members of one object, where the first of them stands. */
export function grouped(placed: readonly PlacedMember[]): readonly Member[] {
  const members = new Map<string, Member>();
  for (const { path, member } of placed) {
    const [name = ""] = path;
    if (member.kind === "constant") members.set(name, member);
    else members.set(name, added(members.get(name), path, member));
  }
  return [...members.values()];
}

/** A group with one function more; where there is none yet, one is made. */
function added(
  before: Member | undefined,
  path: readonly string[],
  member: FunctionMember,
): FunctionMember | GroupMember {
  const [name = "", ...rest] = path;
  if (rest.length === 0) return member;
  const members = before?.kind === "group" ? before.members : [];
  const inner = added(
    members.find((each) => each.name === rest[0]),
    rest,
    member,
  );
  return { kind: "group", name, members: [...members.filter((each) => each.name !== inner.name), inner] };
}
