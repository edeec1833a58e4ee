import type { DatabaseSync } from "node:sqlite";
import { statement } from "./statement.ts";
import type { Store } from "./store.ts";

/** Users who are expected back from a service. */
export function createAuthorizations(db: DatabaseSync): Pick<Store, "putAuthorization" | "takeAuthorization"> {
  const put = statement<[string, string, number]>(
    db,
    "INSERT INTO authorization (key, secret, expires) VALUES (?, ?, ?)",
  );
  const take = statement<[string], { secret: string; expires: number }>(
    db,
    "DELETE FROM authorization WHERE key = ? RETURNING secret, expires",
  );
  return {
    putAuthorization: ({ key, secret, expires }) => {
      put.run(key, secret, expires);
    },
    takeAuthorization: (key, now) => {
      const row = take.get(key);
      return row !== undefined && now < row.expires ? row.secret : undefined;
    },
  };
}
