function broken(text) {
  return text +;
//             ^ function-syntax: This is not JavaScript: Unexpected token.
}
