// What is declared anywhere around is known; `typeof` only asks.
const marks = { "!": 1, process: 2 };

function loud(text, mark = "!") {
  const { process = [], ...others } = marks;
  const known = typeof fetch === "undefined" && others.fetch;
  outer: for (const [i, each] of Object.entries(process)) {
    if (each) continue outer;
    try {
      total += i;
   // ^^^^^ function-global: Custom functions have no `total`.
    } catch ({ message }) {
      console.log(message, known, arguments.length);
   // ^^^^^^^ function-global: Custom functions have no `console`. `debug(…)` shows a value while a function is tested.
    }
  }
  var later = class Mark extends Map {
    static of = () => new Mark(Buffer.from(text));
    get fetch() {
      return new.target ?? hoisted(this.fetch);
    }
  };
  function hoisted(value) {
    return setTimeout(() => debug(value, later, i), 10);
        // ^^^^^^^^^^ function-global: Custom functions have no `setTimeout`. A custom function answers at once.
                                             // ^ function-global: Custom functions have no `i`.
  }
  return iml.uper(text) + mark + iml.removeEmpty(text) + removeEmpty(text);
          // ^^^^ unknown-function: There is no function `uper`. Did you mean `upper`?
                                                      // ^^^^^^^^^^^ function-global: Custom functions have no `removeEmpty`. Call the function as `iml.removeEmpty(…)`.
}
