/**
 * The first tables. Uids and dedupe keys are kept as JSON text: it says every JavaScript string exactly, also one with a
 * lone surrogate, which as plain UTF-8 would become equal to another. `holders` counts the rows that still need a row.
 * Stores of this version are in use: what changes is the next version's.
 */
export const version1 = `
CREATE TABLE request (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  app TEXT NOT NULL,
  webhook TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  holders INTEGER NOT NULL,
  items INTEGER NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  headers TEXT NOT NULL,
  failure TEXT,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX request_unheld ON request (received_at) WHERE holders = 0;

CREATE TABLE item (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  request INTEGER NOT NULL,
  app TEXT NOT NULL,
  webhook TEXT NOT NULL,
  uid TEXT,
  reason TEXT,
  at INTEGER NOT NULL,
  holders INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX item_unowned ON item (seq) WHERE reason IS NOT NULL;
CREATE INDEX item_unowned_uid ON item (app, uid, webhook) WHERE reason IS NOT NULL;
CREATE INDEX item_unowned_at ON item (at) WHERE reason IS NOT NULL;

CREATE TABLE dedupe (
  app TEXT NOT NULL,
  webhook TEXT NOT NULL,
  key TEXT NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (app, webhook, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX dedupe_expires ON dedupe (expires);

CREATE TABLE connection (
  seq INTEGER PRIMARY KEY,
  app TEXT NOT NULL,
  id TEXT NOT NULL,
  connection TEXT,
  uid TEXT,
  secret TEXT NOT NULL,
  metadata TEXT,
  expires INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (app, id)
) STRICT;
CREATE INDEX connection_uid ON connection (app, uid);

CREATE TABLE subscription (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  connection INTEGER NOT NULL,
  webhook TEXT NOT NULL,
  state TEXT NOT NULL,
  late_match INTEGER NOT NULL,
  parameters TEXT NOT NULL,
  target TEXT NOT NULL,
  data TEXT,
  failure TEXT,
  disabled TEXT,
  failing_since INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX subscription_owner ON subscription (connection, webhook, state);

CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,
  subscription INTEGER NOT NULL,
  item INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  failure TEXT,
  bundle TEXT
) STRICT;
CREATE INDEX delivery_lane ON delivery (subscription, item) WHERE state = 'pending';
CREATE INDEX delivery_subscription ON delivery (subscription, seq);
CREATE INDEX delivery_ended ON delivery (ended_at) WHERE state IN ('delivered', 'skipped');

CREATE TABLE dead (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item INTEGER NOT NULL,
  delivery INTEGER,
  failure TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX dead_at ON dead (at);

CREATE TABLE tally (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
