// What is wrong with the database, where a question to it fails.

/** A reason for which the database gives no answer. */
export interface DatabaseProblem {
  readonly kind: "unavailable" | "not-ready";
  readonly detail: string;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter: number;
}

/** Codes of Node's sockets, and of name servers. */
const SOCKET =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/** Codes of PostgreSQL: connections, resources, and a server that stops or starts (Appendix A of its manual). */
const SERVER = /^(08...|53...|57P0[1-5])$/;
/** Codes of PostgreSQL: a statement that was ended, or waited for a lock for too long. */
const SLOW = /^(57014|55P03)$/;
/** Codes of PostgreSQL: no such database, schema or table. */
const MISSING = /^(3D000|3F000|42P01)$/;
/** Code of PostgreSQL: no such function for a column of that type. */
const OTHER = /^42883$/;
/** What `pg` says without a code. */
const BROKEN =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** What an error says about the database; nothing where it is about something else. */
export function databaseProblemOf(error: unknown): DatabaseProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  const is = (codes: RegExp) => typeof code === "string" && codes.test(code);
  if (is(SOCKET) || is(SERVER) || BROKEN.test(error.message)) {
    return { kind: "unavailable", detail: "The database does not answer.", retryAfter: 5 };
  }
  if (is(SLOW)) {
    return { kind: "unavailable", detail: "The database took too long.", retryAfter: 5 };
  }
  if (is(MISSING)) {
    return { kind: "not-ready", detail: "No index has made its tables yet.", retryAfter: 5 };
  }
  if (is(OTHER)) {
    const detail =
      "Another version of the index made the tables: have one of this version fill another schema, and name it in DATABASE_SCHEMA.";
    return { kind: "not-ready", detail, retryAfter: 60 };
  }
  return undefined;
}
