/** Numbers as Base64 VLQ, the way source maps write them (ECMA-426): five bits a digit, the lowest first, the sign below them. */
export function vlq(numbers: readonly number[]): string {
  return numbers.map(digits).join("");
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function digits(number: number): string {
  let rest = number < 0 ? -number * 2 + 1 : number * 2;
  let text = "";
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += alphabet.charAt(rest > 0 ? digit + 32 : digit);
  } while (rest > 0);
  return text;
}
