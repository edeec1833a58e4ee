// Nobody calls it but its own test.
const oldName = (name) => name;
//    ^^^^^^^ unused-function: No template of this app, and none of its functions, calls `oldName`.
