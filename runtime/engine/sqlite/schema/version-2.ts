/** What came to the tables with the ledger's steps, OAuth and the records of attempts. */
export const version2 = `
ALTER TABLE delivery ADD COLUMN tries TEXT;
CREATE INDEX dead_item ON dead (item) WHERE delivery IS NOT NULL;
CREATE INDEX item_unowned_id ON item (id) WHERE reason IS NOT NULL;

ALTER TABLE connection ADD COLUMN removed_at INTEGER;
ALTER TABLE connection ADD COLUMN refresh_failure TEXT;

ALTER TABLE subscription ADD COLUMN hook TEXT;
ALTER TABLE subscription ADD COLUMN expires INTEGER;
ALTER TABLE subscription ADD COLUMN renew_at INTEGER;
ALTER TABLE subscription ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subscription ADD COLUMN due INTEGER;
ALTER TABLE subscription ADD COLUMN progress TEXT;
-- Those that are attached come first: their hooks have no names yet, by which it is known that they are in use.
UPDATE subscription SET due = iif(state = 'attached', 0, updated_at) WHERE state IN ('attaching', 'attached', 'detaching');
CREATE INDEX subscription_hook ON subscription (hook) WHERE hook IS NOT NULL;
CREATE INDEX subscription_due ON subscription (due) WHERE due IS NOT NULL;

CREATE TABLE authorization (
  key TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_expires ON authorization (expires);
`;
