// What is asked with: path and query parameters.
import { z } from "@hono/zod-openapi";

/** A code as people type it; read with `parseRobotId`, which says what is wrong with it. */
export const codeParameter = z
  .string()
  .max(256)
  .openapi({
    param: { name: "code", in: "path" },
    description:
      "The robot's code as people type it: lower case, spaces, hyphens and a check character are read. Other spellings than the 29 characters are redirected to them.",
    example: "CNBH01TERN0325W07000000000001",
  });

/** How a moment is written. A `+` that was not escaped arrives as a space: an address has no other meaning for it. */
const MOMENT =
  "expected a moment of RFC 3339 with its offset, such as 2025-06-01T12:00:00Z or 2025-06-01T12:00:00%2B08:00";

/** RFC 3339 takes `t` and `z` for `T` and `Z`. */
const asWritten = (text: string) => text.toUpperCase().replace(/ (?=[0-9]{2}:[0-9]{2}$)/, "+");

const moment = z
  .string()
  .max(64)
  .transform(asWritten)
  .pipe(z.iso.datetime({ offset: true, error: ({ input }) => `found "${input}", ${MOMENT}` }));

export const atParameter = moment.optional().openapi({
  type: "string",
  format: "date-time",
  description:
    "A moment, RFC 3339: the answer is as it was then. What happened in its very second counts. Not after the last block.",
  example: "2025-06-01T12:00:00Z",
});

/** A whole number in decimal digits, and nothing else: `0x1` and `1e0` are numbers to a computer, and no page or campaign. */
export const digits = z
  .string()
  .regex(/^(-?[1-9][0-9]{0,15}|0)$/, "expected a whole number in decimal digits")
  .transform(Number);

export const limitParameter = (most: number, usual: number) =>
  digits.pipe(z.number().int().min(1).max(most)).default(usual).openapi({
    type: "integer",
    minimum: 1,
    maximum: most,
    description: "How many at most.",
    example: usual,
  });

export const afterParameter = z
  .string()
  .max(128)
  .optional()
  .openapi({ description: "Where the page before ended: its `next`." });

export const makerParameter = z
  .string()
  .max(64)
  .openapi({
    param: { name: "id", in: "path" },
    description: "Country and manufacturer, 6 characters; hyphens and lower case are read.",
    example: "CNBH01",
  });

export const modelParameter = z
  .string()
  .max(64)
  .openapi({
    param: { name: "id", in: "path" },
    description: "Country, manufacturer and model, 12 characters; hyphens and lower case are read.",
    example: "CNBH01TERN03",
  });

export const campaignParameter = digits
  .pipe(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER))
  .openapi({
    type: "integer",
    minimum: 1,
    param: { name: "campaign", in: "path" },
    description: "Number that the registry gave the campaign.",
    example: 1,
  });

export const lotParameter = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/)
  .openapi({
    param: { name: "lot", in: "path" },
    description: "The lot, 32 bytes in hexadecimal.",
    example: "0x6c3fd336b49dcb1c57dd4fbeaf5f898320b0da06a5ef64e798c6497600bb79f2",
  });
