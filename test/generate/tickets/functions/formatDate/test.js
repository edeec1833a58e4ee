it("writes the day", () => {
  assert.strictEqual(formatDate("2026-01-31T12:00:00Z"), "31 Jan 2026");
});
