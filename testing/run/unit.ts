import type { AppModule } from "../../runtime/contract.ts";
import type { Action } from "../fixture/fixture.ts";

/**
 * The place of the directive that most likely made what stands at a path below `expect`; undefined where nothing of the
 * manifest made it, or several things may have.
 */
export function placeOfUnit(
  { webhooks, connections }: AppModule,
  webhook: string | undefined,
  action: Action,
  [key, ...path]: readonly (string | number)[],
): string | undefined {
  const module = webhook === undefined ? Object.values(webhooks)[0] : webhooks[webhook];
  switch (action.kind) {
    case "request": {
      const places = module?.communication.places ?? {};
      if (key === "items") return places[itemUnits[path[1] ?? ""] ?? "iterate"];
      return key === "reply" && places["verification.respond"] === undefined ? places.respond : undefined;
    }
    case "connect": {
      const connection = action.connection ?? Object.keys(connections)[0] ?? "";
      const unit = callUnits[key ?? ""] ?? "";
      return connections[connection]?.connect?.places[unit];
    }
    case "attach":
    case "update":
    case "detach":
      return module?.[action.kind]?.places[callUnits[key ?? ""] ?? ""];
  }
}

const itemUnits: Readonly<Record<string, string>> = {
  uid: "uid",
  owners: "uid",
  output: "output",
  outputs: "output",
  dedupe: "dedupe",
  duplicate: "dedupe",
  platform: "platformEvent",
};

const callUnits: Readonly<Record<string, string>> = {
  saved: "response.data",
  uid: "response.uid",
  metadata: "response.metadata",
  state: "request",
  error: "request",
};
