import { isCollection } from "../language/kinds.ts";
import type { Collection, Value } from "../language/values.ts";
import type { Context } from "./context.ts";
import type { AppModule, ConnectionModule } from "./contract.ts";

/** `common` of an app's templates: its own, over it that of a connection's manifest, over both what the host gives. */
export function commonOf(
  { common }: Pick<Context, "common">,
  app: AppModule,
  connection?: ConnectionModule,
): Collection {
  return { ...collection(app.common), ...collection(connection?.common), ...common(app.id) };
}

function collection(value: Value): Collection {
  return isCollection(value) ? value : {};
}
