   import { readFileSync } from "node:fs";
// ^^^^^^ function-import: A custom function stands alone: `import` has nothing to work on.
const path = require("node:path");
//           ^^^^^^^ function-import: A custom function stands alone: `require` has nothing to work on.

   export const imports = function () {
// ^^^^^^ function-import: A custom function stands alone: `export` has nothing to work on.
  return readFileSync(path.join(...arguments));
};

const os = () => import("node:os");
//               ^^^^^^ function-import: A custom function stands alone: `import` has nothing to work on.
