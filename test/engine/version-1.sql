-- A store as the first version of the tables left it, with a row of each kind.

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

INSERT INTO request VALUES (1, 'request-1', 'chat', 'events', 1750000000000, 2, 2, 'POST', '/hooks/chat/events', '{"content-type":"application/json"}', NULL, X'7b7d');
INSERT INTO request VALUES (2, 'request-2', 'chat', 'events', 1750000000100, 3, 3, 'POST', '/hooks/chat/events', '{}', NULL, X'7b7d');
INSERT INTO item VALUES (1, 'item-1', 1, 'chat', 'events', '"u1"', NULL, 1750000000000, 1, 'bundle', '"first"');
INSERT INTO item VALUES (2, 'item-2', 1, 'chat', 'events', '"u1"', NULL, 1750000000000, 1, 'scope', '{}');
INSERT INTO item VALUES (3, 'item-3', 2, 'chat', 'events', '"u1"', NULL, 1750000000100, 1, 'bundle', '"third"');
INSERT INTO item VALUES (4, 'item-4', 2, 'chat', 'events', '"nobody"', 'no-connection', 1750000000100, 0, 'bundle', '"kept"');
INSERT INTO item VALUES (5, 'item-5', 2, 'chat', 'events', '"u1"', NULL, 1750000000100, 1, 'failure', '{}');
INSERT INTO dedupe VALUES ('chat', 'events', '"key"', 1750604800000);
INSERT INTO connection VALUES (1, 'chat', 'one', 'basic', '"u1"', 'sealed', '{"name":"Ada"}', 1760000000000, 1749000000000, 1749000000000);
INSERT INTO subscription VALUES (1, 'lane-1', 1, 'events', 'attached', 1, '{"a":1}', '{"kind":"http","url":"https://example.com/","secret":"sealed"}', 'saved', NULL, NULL, NULL, 1749000000000, 1749000000001);
INSERT INTO subscription VALUES (2, 'lane-2', 1, 'events', 'attach-failed', 0, '{}', '{"kind":"function","name":"notify"}', NULL, '{"code":"status","message":"The service answered 500."}', NULL, NULL, 1749000000000, 1749000000001);
INSERT INTO delivery VALUES (1, 1, 1, 'dead', 8, 0, 1750000000000, 1750000000050, '{"code":"target-status","message":"The target answered 500."}', NULL);
INSERT INTO delivery VALUES (2, 1, 2, 'delivered', 1, 0, 1750000000000, 1750000000060, NULL, '"second"');
INSERT INTO delivery VALUES (3, 1, 3, 'pending', 2, 1750000300000, 1750000000100, NULL, '{"code":"target-status","message":"The target answered 500."}', NULL);
INSERT INTO dead VALUES (1, 'item-1-1', 1, 1, '{"code":"target-status","message":"The target answered 500."}', 1750000000050);
INSERT INTO dead VALUES (2, 'item-5', 5, NULL, '{"code":"expression-failed","message":"No date."}', 1750000000100);
INSERT INTO tally VALUES ('requests', 2), ('items', 5), ('unowned', 1), ('pending', 1), ('delivered', 1), ('dead', 2), ('duplicates', 1);
PRAGMA application_id = 1768778851;
PRAGMA user_version = 1;
