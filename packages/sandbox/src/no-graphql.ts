// In place of GraphQL in the API of a sandbox (scripts/build.ts): what it is made with is several times as large as the package.

import { ApiProblem } from "@openrobotid/api-server/problem";

/** What it needs of the API. */
interface Paths {
  all(path: string, answer: () => never): unknown;
}

/** Says that there is none. */
export function addGraphql(api: Paths): void {
  for (const path of ["/graphql", "/schema.graphql"]) {
    api.all(path, () => {
      throw new ApiProblem(
        "no-such-path",
        `There is no ${path} in a sandbox of @openrobotid/sandbox: \`npm start\` in a clone of the repository has GraphQL.`,
      );
    });
  }
}
