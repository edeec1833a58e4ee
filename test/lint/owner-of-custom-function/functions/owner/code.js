function owner() {
  return String(globalThis.current);
//              ^^^^^^^^^^ function-global: Custom functions have no `globalThis`. Use the objects of JavaScript by their names.
}
