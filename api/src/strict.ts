// Only what the document names is taken: a parameter that nobody reads would be the answer to another question.
import type { MiddlewareHandler } from "hono";
import { parametersOf } from "./methods.js";
import { ApiProblem } from "./problem.js";
import { isLinkType, LINK_TYPE } from "./resolver.js";

/** Refuses a parameter that the operation does not have, one that is given twice, and text that no database holds. */
export const strictParameters: MiddlewareHandler = async (c, next) => {
  const known = parametersOf(c.req.method, c.req.path);
  if (known) {
    for (const [name, values] of Object.entries(c.req.queries())) {
      if (!known.includes(name)) {
        const expected = known.length > 0 ? `one of ${known.join(", ")}` : "none";
        refuse(name, `found an unknown parameter, expected ${expected}`);
      }
      if (values.length > 1) refuse(name, `found ${values.length} values, expected one`);
      if (values[0]?.includes("\0")) refuse(name, "found a NUL character, expected text without");
    }
  }
  await next();
};

/**
 * Refuses what would be read in two ways on the path of a code: a link type that is given twice, or written otherwise. All else
 * in the query is for where the link leads, as GS1 Digital Link has it.
 */
export const strictLinkType: MiddlewareHandler = async (c, next) => {
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (!isLinkType(name)) continue;
    if (name !== LINK_TYPE) refuse(name, `found an unknown parameter, expected ${LINK_TYPE}`);
    if (values.length > 1) refuse(name, `found ${values.length} values, expected one`);
  }
  await next();
};

function refuse(name: string, detail: string): never {
  const errors = [{ in: "query", name, detail }];
  throw new ApiProblem("invalid-request", `${name}: ${detail}.`, { errors });
}
