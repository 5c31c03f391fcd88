// Which changes somebody asks for. Every condition that is given must hold.
import { z } from "@hono/zod-openapi";
import { parseManufacturerId, parseModelId, parseRobotId, type RobotId } from "@openrobotid/sdk";
import { ApiProblem, readingCode } from "../problem.js";
import { country } from "../schemas/common.js";
import type { Change } from "./change.js";
import { ENTRY_KINDS, EVENT_KINDS } from "./kinds.js";

/** Most codes that are followed at once. */
export const MOST_CODES = 100;
/** Longest spelling of a code that is read, with its comma. */
const LONGEST_CODE = 64;

/** The parameters of a filter. */
export const filterParameters = {
  code: z
    .string()
    .max(MOST_CODES * LONGEST_CODE)
    .optional()
    .openapi({
      description: `Entries of the histories of these robots: one code, or a fleet of up to ${MOST_CODES} codes with commas between them. What concerns a model as a whole, such as a recall, is told for \`model\`.`,
      example: "CNBH01TERN0325W07000000000001",
    }),
  maker: z.string().max(64).optional().openapi({
    description: "What concerns this maker, its models or its units.",
    example: "CNBH01",
  }),
  model: z.string().max(64).optional().openapi({
    description: "What concerns this model or its units.",
    example: "CNBH01TERN03",
  }),
  country: country.optional().openapi({ description: "What names this country." }),
  kind: z
    .enum([...new Set([...ENTRY_KINDS, ...EVENT_KINDS])])
    .optional()
    .openapi({ description: "What is of this kind.", example: "placedOnMarket" }),
};

/** Which changes are asked for. */
export interface ChangeFilter {
  readonly codes?: readonly RobotId[] | undefined;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly country?: string | undefined;
  readonly kind?: string | undefined;
}

/** The parameters of a filter, as they are given. */
export interface GivenFilter extends Omit<ChangeFilter, "codes"> {
  readonly code?: string | undefined;
}

/** Reads a filter. Throws a problem that says what is wrong with a code. */
export function readFilter({ code, maker, model, ...filter }: GivenFilter): ChangeFilter {
  return {
    ...filter,
    codes: code === undefined ? undefined : readCodes(code),
    maker: maker === undefined ? undefined : readingCode(() => parseManufacturerId(maker)),
    model: model === undefined ? undefined : readingCode(() => parseModelId(model)),
  };
}

function readCodes(text: string): readonly RobotId[] {
  const codes = new Set(text.split(",").map((code) => readingCode(() => parseRobotId(code))));
  if (codes.size <= MOST_CODES) return [...codes];
  const detail = `found ${codes.size} codes, expected at most ${MOST_CODES}`;
  throw new ApiProblem("invalid-request", `code: ${detail}.`, {
    errors: [{ in: "query", name: "code", detail }],
  });
}

/** A filter as it is given, of one that was read. */
export function givenFilter({ codes, ...filter }: ChangeFilter): GivenFilter {
  return { ...filter, code: codes?.join(",") };
}

/** Whether a filter asks for less than everything. */
export function isNarrow(filter: ChangeFilter): boolean {
  return Object.values(filter).some((condition) => condition !== undefined);
}

/** Whether an event of the registry is asked for: it is about no single robot. */
export function fitsEvent(filter: ChangeFilter, { maker, model, country, kind }: Change): boolean {
  const found = { maker, model, country, kind };
  return (
    filter.codes === undefined &&
    (["maker", "model", "country", "kind"] as const).every(
      (name) => filter[name] === undefined || filter[name] === found[name],
    )
  );
}
