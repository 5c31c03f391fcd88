// Which changes somebody asks for. Every condition that is given must hold.
import { z } from "@hono/zod-openapi";
import { parseManufacturerId, parseModelId, parseRobotId, type RobotId } from "@openrobotid/sdk";
import type { Address } from "viem";
import type { ApiKey } from "../../service-store/keys.js";
import { demand } from "../access/bearer.js";
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
  fleet: z.enum(["own"]).optional().openapi({
    description:
      "`own`: entries of the histories of the key's own robots, from when one of its accounts owned or ran them. It needs a key of scope `owner`.",
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
  /** Of robots that one of these accounts owned or ran at the time. */
  readonly accounts?: readonly Address[] | undefined;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly country?: string | undefined;
  readonly kind?: string | undefined;
}

/** The parameters of a filter, as they are given. */
export interface GivenFilter extends Omit<ChangeFilter, "codes" | "accounts"> {
  readonly code?: string | undefined;
  readonly fleet?: "own" | undefined;
}

/**
 * Reads a filter. Throws a problem that says what is wrong with a code, or that the key has no fleet.
 *
 * @param key - Of the one who asks.
 */
export function readFilter(
  { code, fleet, maker, model, ...filter }: GivenFilter,
  key: ApiKey | undefined,
): ChangeFilter {
  return {
    ...filter,
    accounts: fleet && demand(key, "fleet").accounts,
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
export function givenFilter({ codes, accounts, ...filter }: ChangeFilter): GivenFilter {
  return { ...filter, code: codes?.join(","), fleet: accounts && "own" };
}

/** Whether a filter asks for less than everything. */
export function isNarrow(filter: ChangeFilter): boolean {
  return Object.values(filter).some((condition) => condition !== undefined);
}

/** Whether a filter asks for entries of histories of some robots alone. */
export function isOfRobots({ codes, accounts }: ChangeFilter): boolean {
  return codes !== undefined || accounts !== undefined;
}

/** Whether an event of the registry is asked for: it is about no single robot. */
export function fitsEvent(filter: ChangeFilter, { maker, model, country, kind }: Change): boolean {
  const found = { maker, model, country, kind };
  return (
    !isOfRobots(filter) &&
    (["maker", "model", "country", "kind"] as const).every(
      (name) => filter[name] === undefined || filter[name] === found[name],
    )
  );
}
