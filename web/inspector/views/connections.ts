import type { ConnectionRow } from "../answers.ts";
import type { View } from "../page.ts";
import { failureText } from "../parts/failure.ts";
import { servedFilters } from "../parts/filters.ts";
import { link } from "../parts/link.ts";
import { listView } from "../parts/list.ts";
import { moment } from "../parts/moment.ts";

/** Users' accounts at the services. */
export const connectionsView: View = (page) =>
  listView<ConnectionRow>(page, {
    title: "Connections",
    says: "Users' accounts at the services. An item belongs to those whose uid is exactly its own. Tokens are never shown.",
    path: "/connections",
    filters: servedFilters(page.apps).slice(0, 1),
    empty: "Nobody is connected. `PUT /admin/apps/APP/connections/ID` registers a connection.",
    columns: [
      { title: "Connection", cell: ({ id }) => id },
      { title: "App", cell: ({ app }) => app },
      { title: "Uid", cell: ({ uid = "none" }) => uid },
      { title: "Made by", cell: ({ connection = "its uid" }) => connection },
      { title: "Expires", cell: ({ expires }) => moment(expires) },
      { title: "Not renewed", cell: ({ refreshFailure }) => failureText(refreshFailure) },
      { title: "Changed", cell: ({ updatedAt }) => moment(updatedAt) },
      {
        title: "Items",
        cell: ({ app, uid }) =>
          uid === undefined ? "" : link({ view: "deliveries", query: { app, uid } }, "Deliveries"),
      },
    ],
  });
