import { expect, test } from "vitest";
import { exampleFinding } from "../cli/codes.ts";
import { catalogue } from "../compiler/index.ts";
import { didYouMean } from "../language/nearest.ts";

/** What stands before the name that is asked for. */
const question = didYouMean("…").split("…")[0]?.trim() ?? "";

const asking = [...catalogue.values()].flatMap((entry) => {
  const finding = exampleFinding(entry);
  return finding?.message.includes(question) ? [finding] : [];
});

test.each(asking.map((finding) => [finding.code, finding] as const))(
  "%s asks what was meant, and can put it there",
  (_, finding) => {
    const [, meant] = finding.message.slice(finding.message.indexOf(question)).split("`");
    expect(finding.fix?.title).toBe(`Change to \`${meant}\``);
  },
);
