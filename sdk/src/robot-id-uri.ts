// The link of a code, `https://{resolver}/{cc}/{mfr}/{model}/{serial}`, in the manner of GS1 Digital
// Link: each shorter path is a link of its own, to the model, the manufacturer or the country.

import {
  type CountryCode,
  checkCharacter,
  type ManufacturerId,
  type ModelId,
  type RobotId,
} from "./robot-id.js";
import { RobotIdError } from "./robot-id-error.js";
import { BLOCKS, contentOf, LENGTH, readCharacters } from "./robot-id-reading.js";
import { pathOf } from "./rules/path.js";

/** What {@link robotIdUri} needs to know. */
export interface RobotIdUriOptions {
  /** The resolver: a host, or a base address with `http` or `https`, without query. */
  readonly resolver: string;
  /**
   * The form for QR codes: all upper case, which QR codes store compactly, and the check character
   * behind the serial. Default `false`.
   */
  readonly qr?: boolean;
}

/** What {@link parseRobotIdUri} may be told. */
export interface ParseRobotIdUriOptions {
  /**
   * The resolver whose links are accepted. Needed where its address has a path; without it any host
   * will do, and none at all.
   */
  readonly resolver?: string;
}

/** What a link leads to. */
export type RobotIdUriTarget =
  | { readonly type: "robot"; readonly id: RobotId }
  | { readonly type: "model"; readonly id: ModelId }
  | { readonly type: "manufacturer"; readonly id: ManufacturerId }
  | { readonly type: "country"; readonly id: CountryCode };

/**
 * The link of a robot, a model, a manufacturer or a country.
 *
 * @param id - Which.
 * @param options - The resolver, and whether the link goes into a QR code.
 * @returns The link. Its path is always upper case.
 * @throws {@link RobotIdError} if the resolver is not an address, or has a path that a QR code cannot
 * hold in upper case.
 *
 * @example
 * ```ts
 * import { modelOf, parseRobotId, robotIdUri } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CNUT01G1PRO126W05000000001234");
 * robotIdUri(id, { resolver: "id.example.org" }); // "https://id.example.org/CN/UT01/G1PRO1/26W05000000001234"
 * robotIdUri(modelOf(id), { resolver: "id.example.org" }); // "https://id.example.org/CN/UT01/G1PRO1"
 * robotIdUri(id, { resolver: "id.example.org", qr: true }); // "HTTPS://ID.EXAMPLE.ORG/CN/UT01/G1PRO1/26W05000000001234-O"
 * ```
 */
export function robotIdUri(
  id: RobotId | ModelId | ManufacturerId | CountryCode,
  { resolver, qr = false }: RobotIdUriOptions,
): string {
  const base = resolverAddress(resolver);
  const length = [2, 6, 12].includes(id.length) ? id.length : LENGTH;
  const code = readCharacters(id, { length });
  if (!qr) return `${base}${pathOf(code)}`;

  const path = base.replace(/^https?:\/\/[^/]*/i, "");
  const upper = base.toUpperCase();
  // Only scheme and host are the same in upper case.
  if (path !== path.toUpperCase() || !/^[0-9A-Z$%*+\-./:]*$/.test(upper)) {
    throw new RobotIdError({
      reason: "invalidUri",
      expected: "a resolver of 0-9, A-Z and $%*+-./: whose path is upper case",
      found: JSON.stringify(resolver),
    });
  }
  return `${upper}${pathOf(code)}${length === LENGTH ? `-${checkCharacter(code)}` : ""}`;
}

/**
 * Reads a link: upper or lower case, with host or as a bare path, with or without query, fragment,
 * check character and slash at the end. What is around it from a scanner or a clipboard is left
 * out, as in `parseRobotId`. A link with a user name or password is refused: it leads elsewhere than it seems.
 *
 * @param text - The link.
 * @param options - The resolver, where only its links are wanted.
 * @returns What the link leads to: the path says whether it is a robot, a model, a manufacturer or a
 * country.
 * @throws {@link RobotIdError} naming the first wrong position of the code and what was expected there.
 *
 * @example
 * ```ts
 * import { parseRobotIdUri } from "@openrobotid/sdk";
 *
 * parseRobotIdUri("HTTPS://ID.EXAMPLE.ORG/CN/UT01/G1PRO1/26W05000000001234-O").type; // "robot"
 * parseRobotIdUri("https://id.example.org/cn/ut01").id; // "CNUT01"
 * ```
 */
export function parseRobotIdUri(
  text: string,
  { resolver }: ParseRobotIdUriOptions = {},
): RobotIdUriTarget {
  const { content: uri, offset: before } = contentOf(text);
  const start = pathStart(uri, resolver);
  const path = uri.slice(start).replace(/[?#].*$/s, "");
  const segments = path.replace(/\/$/, "").split("/");
  if (segments.length > BLOCKS.length) {
    throw new RobotIdError({
      reason: "invalidUri",
      expected: "a path of country, manufacturer, model and serial",
      found: `${segments.length} parts`,
    });
  }

  let code = "";
  let check = "";
  let offset = before + start;
  for (const [index, block] of BLOCKS.slice(0, segments.length).entries()) {
    let segment = segments[index] ?? "";
    const suffix = block.name === "serial" ? /^(.*)-(.)$/su.exec(segment) : null;
    if (suffix) [, segment = "", check = ""] = suffix;
    code += readCharacters(segment, { ...block, separators: false, offset });
    offset += segment.length + 1;
  }
  if (check) {
    readCharacters(code + check, {
      length: LENGTH,
      separators: false,
      offset: offset - LENGTH,
      checkCharacter,
    });
  }
  return target(code);
}

function target(code: string): RobotIdUriTarget {
  if (code.length === 2) return { type: "country", id: code as CountryCode };
  if (code.length === 6) return { type: "manufacturer", id: code as ManufacturerId };
  if (code.length === 12) return { type: "model", id: code as ModelId };
  return { type: "robot", id: code as RobotId };
}

/** Scheme, host and path without a slash at the end. */
function resolverAddress(resolver: string): string {
  const parts = /^(https?:\/\/)?([^/?#\s@]+(?:\/[^/?#\s]+)*)\/?$/i.exec(resolver);
  if (!parts) {
    throw new RobotIdError({
      reason: "invalidUri",
      expected: "a resolver's host or its http or https address",
      found: JSON.stringify(resolver),
    });
  }
  return `${parts[1] ?? "https://"}${parts[2]}`;
}

/** Where the country begins in a link. */
function pathStart(uri: string, resolver: string | undefined): number {
  if (/^https?:\/\/[^/?#]*@/i.test(uri)) {
    throw new RobotIdError({
      reason: "invalidUri",
      expected: "a link without user name and password",
      // Not quoted: it may be a secret.
      found: "one with them",
    });
  }
  if (resolver !== undefined) {
    const base = `${resolverAddress(resolver)}/`;
    if (uri.slice(0, base.length).toLowerCase() === base.toLowerCase()) return base.length;
    throw new RobotIdError({
      reason: "invalidUri",
      expected: `a link that begins with ${base}`,
      found: JSON.stringify(uri),
    });
  }
  if (/^(?!https?:\/\/[^/?#])[^/?#]*:/i.test(uri)) {
    throw new RobotIdError({
      reason: "invalidUri",
      expected: "an http or https link",
      found: JSON.stringify(uri),
    });
  }
  return /^(?:https?:\/\/[^/?#]+)?\/?/i.exec(uri)?.[0].length ?? 0;
}
