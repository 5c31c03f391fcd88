// How a question to the API fails.
import { printable } from "@openrobotid/sdk";
import type { Problem } from "./types.js";

/** The API refused a question, or could not answer it. */
export class ApiProblemError extends Error {
  override readonly name = "ApiProblemError";
  /** Status code of the answer, 400 or above. */
  readonly status: number;
  /** What the API says is wrong. `undefined` where something in front of the API answered in its place. */
  readonly problem: Problem | undefined;
  /** In how many seconds to ask again, where the answer says so. */
  readonly retryAfter: number | undefined;

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    const says = problem ? `${problem.title}: ${problem.detail}` : response.statusText;
    super(printable(`${response.status} of ${pathOf(response.url)}. ${says}`.trim()));
    this.status = response.status;
    this.problem = problem;
    const after = response.headers.get("retry-after");
    this.retryAfter = after !== null && /^\d+$/.test(after) ? Number(after) : undefined;
  }
}

/** There was no answer, or one that is none of the API: the `cause` says more. */
export class ApiUnreachableError extends Error {
  override readonly name = "ApiUnreachableError";

  constructor(baseUrl: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(printable(`No answer of the API at ${baseUrl}: ${why}`), { cause });
  }
}

function isProblem(body: unknown): body is Problem {
  const { type, title, detail } = (body ?? {}) as Record<string, unknown>;
  return [type, title, detail].every((field) => typeof field === "string");
}

/** A response that was made by hand, as in tests, has no address. */
function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : "the API";
}
