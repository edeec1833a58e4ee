import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** What changes in a file, as a patch that `git apply` takes. */
export function patch(uri: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${uri}`, `b/${uri}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
