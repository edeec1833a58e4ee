it("gives the name", () => {
  assert.equal(oldName("Ada"), "Ada");
});
