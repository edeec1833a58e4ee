function greet(note) {
  return note ? `Hello: ${note}` : greet("nobody");
}
