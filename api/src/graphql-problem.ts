// Errors of GraphQL: what an answer says about them, and the status that they give the answer. Never 200: who reads the data alone
// must not take "it failed" for "there is none".
import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Logger } from "pino";
import { asProblem, PROBLEM_KINDS } from "./problem.js";

/** What Ponder's resolvers and the columns of bytes say of arguments that do not fit. */
const WRONG_ARGUMENT =
  /^(Not bytes|Invalid limit|Cannot specify both|Invalid query|Unknown column .* used in orderBy argument)/;
/** Codes of PostgreSQL for a value that its column cannot hold (class 22 of its manual). */
const WRONG_VALUE = /^22...$/;

const { "invalid-request": WRONG } = PROBLEM_KINDS;

/** Gives answers with errors their status, and of a fault of this service says only that there was one. */
export function tellingErrors(logger: Pick<Logger, "error" | "warn">): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      // There are no subscriptions and no batches.
      if (!("errors" in result) || !result.errors?.length) return;
      const told = result.errors.map((error) => tell(error, logger));
      const status = Math.max(...told.map((each) => each.status));
      const retryAfter = told.find((each) => each.retryAfter)?.retryAfter;
      const headers = {
        "cache-control": "no-store",
        ...(retryAfter && { "retry-after": retryAfter }),
      };
      const errors = told.map(({ error }) => error);
      setResult({ ...result, errors, extensions: { http: { status, headers } } });
    },
  };
}

function tell(given: unknown, logger: Pick<Logger, "error" | "warn">) {
  const error = asGraphQL(given);
  const status = statusOfQuestion(error);
  if (status !== undefined) return { status, error: withMessage(error, error.message) };
  const cause = error.originalError ?? error;
  if (isWrongValue(cause)) {
    const message =
      "A value does not fit the column that it is compared with, or a cursor is none.";
    return { status: WRONG[0], error: withMessage(error, message) };
  }
  const problem = asProblem(cause);
  if (problem.kind === "internal") logger.error({ err: cause }, "GraphQL failed to answer");
  else logger.warn({ reason: cause.message }, problem.message);
  return {
    status: PROBLEM_KINDS[problem.kind][0],
    retryAfter: problem.headers["retry-after"],
    error: withMessage(error, problem.message),
  };
}

/** Limits come with a release of GraphQL of their own, whose errors are no instances of this one. */
function asGraphQL(given: unknown): GraphQLError {
  const { name, message, originalError } = given as Partial<GraphQLError> & Error;
  if (originalError?.name === "GraphQLError") return originalError as GraphQLError;
  if (name === "GraphQLError") return given as GraphQLError;
  return new GraphQLError(message, { originalError: given as Error });
}

/** The status of a question that is wrong; nothing where it was answered, and that failed. */
function statusOfQuestion({ extensions, path, nodes, originalError }: GraphQLError) {
  const { status } = (extensions?.http ?? {}) as { readonly status?: number };
  // What was wrong with the request, GraphQL over HTTP says itself.
  if (status !== undefined) return status;
  // Before anything is looked up there is no path: it is not the language, not of the schema, or beyond a limit.
  if (path === undefined) return originalError === undefined || nodes ? WRONG[0] : undefined;
  return WRONG_ARGUMENT.test(originalError?.message ?? "") ? WRONG[0] : undefined;
}

/** What a cursor is made of cannot be read, or the database cannot. */
function isWrongValue(cause: Error): boolean {
  const { code } = cause as { readonly code?: unknown };
  return cause instanceof SyntaxError || (typeof code === "string" && WRONG_VALUE.test(code));
}

/** What an answer says about an error: nothing of what it was made of. */
function withMessage({ nodes, source, positions, path }: GraphQLError, message: string) {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  });
}
