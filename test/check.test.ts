import { testFixtures } from "./fixtures.ts";

testFixtures(new URL("check/", import.meta.url));
