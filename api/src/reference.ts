// What docs/api.md takes from the code, between comments that name it.
import { CAPABILITIES } from "@openrobotid/sdk/rules";
import { SCOPES, type Scope } from "../service-store/keys.js";
import { SIGHTS } from "./access/scopes.js";
import { openApiDocument } from "./document.js";
import { GRAPHQL_LIMITS } from "./limits/graphql.js";
import { PROBLEM_KINDS } from "./problem.js";

const PARTS = { capabilities, operations, scopes, problems, graphql };

/** The page with everything that is generated in it rebuilt. */
export function withGenerated(page: string): string {
  return Object.entries(PARTS).reduce((text, [name, make]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [before, rest = ""] = text.split(begin);
    const [, after = ""] = rest.split(end);
    return `${before}${begin}\n\n${make()}\n\n${end}${after}`;
  }, page);
}

function capabilities(): string {
  return table(
    ["capability", "a robot that has it"],
    Object.entries(CAPABILITIES).map(([word, is]) => [`\`${word}\``, is]),
  );
}

function operations(): string {
  const { paths = {} } = openApiDocument();
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { summary: string; security?: object[] }>).map(
      ([method, { summary, security = [] }]) => {
        const needed = security.length === 0 ? "" : security.length > 1 ? "shows more" : "needed";
        return [`\`${method.toUpperCase()} ${path}\``, summary, needed];
      },
    ),
  );
  const pathOf = ([operation = ""]: readonly string[]) => operation.split(" ")[1] ?? "";
  const sorted = rows.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  return table(["operation", "answers", "key"], sorted);
}

function scopes(): string {
  const rows = Object.entries(SIGHTS).map(([sight, { description, seenBy }]) => [
    `\`${sight}\``,
    description,
    ...SCOPES.map((scope) => ((seenBy as readonly Scope[]).includes(scope) ? "x" : "")),
  ]);
  return table(["sight", "is", ...SCOPES], rows);
}

function problems(): string {
  const rows = Object.entries(PROBLEM_KINDS).map(([kind, [status, title]]) => [
    `\`${kind}\``,
    String(status),
    title,
  ]);
  return table(["type", "status", "says"], rows);
}

function graphql(): string {
  const { maxOperationDepth, maxOperationAliases, maxOperationTokens, maxRobots } = GRAPHQL_LIMITS;
  return `At most ${maxOperationDepth} levels, ${maxOperationAliases} aliases, ${maxOperationTokens} tokens and ${maxRobots.toLocaleString("en")} robots a question.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
