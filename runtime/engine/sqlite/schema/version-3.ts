/** By which it is found what became of a request. Both indexes grow at their ends, as their tables do. */
export const version3 = `
CREATE INDEX item_request ON item (request);
CREATE INDEX delivery_item ON delivery (item);
`;
