// Who asks: nobody in particular, or the holder of a key.
import { type ManufacturerId, manufacturerOf, type RobotId } from "@openrobotid/sdk";
import type { ApiKey } from "../../service-store/keys.js";
import { ApiProblem } from "../problem.js";
import { SIGHTS, type Sight, sees } from "./scopes.js";

const CHALLENGE = { "www-authenticate": 'Bearer realm="Open Robot ID"' };

/** The key of an `Authorization` header, which may be absent. */
export function readBearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, key] = /^Bearer ([\w-]{20,128})$/i.exec(header.trim()) ?? [];
  if (key) return key;
  throw new ApiProblem(
    "key-refused",
    'The Authorization header is not "Bearer" and a key.',
    {},
    { "www-authenticate": `${CHALLENGE["www-authenticate"]}, error="invalid_request"` },
  );
}

/** Refuses a key that nobody has, that has run out, or that was revoked: which of these is not told. */
export function refuseKey(): never {
  throw new ApiProblem(
    "key-refused",
    "The key is not known, has run out or was revoked.",
    {},
    { "www-authenticate": `${CHALLENGE["www-authenticate"]}, error="invalid_token"` },
  );
}

/** Demands a key that sees something. */
export function demand(key: ApiKey | undefined, sight: Sight): ApiKey {
  const scopes = SIGHTS[sight].seenBy.join(", ");
  if (!key) {
    throw new ApiProblem(
      "key-needed",
      `This needs a bearer key of scope ${scopes}.`,
      {},
      CHALLENGE,
    );
  }
  if (sees(key.scope, sight)) return key;
  throw new ApiProblem(
    "scope-refused",
    `The key has scope ${key.scope}; this needs ${scopes}.`,
    {},
    {
      "www-authenticate": `${CHALLENGE["www-authenticate"]}, error="insufficient_scope"`,
    },
  );
}

/** Demands a key that sees something of a maker: a maker's key sees its own only. */
export function demandOf(key: ApiKey | undefined, sight: Sight, maker: ManufacturerId): ApiKey {
  const seeing = demand(key, sight);
  if (seeing.scope !== "maker" || seeing.makers.includes(maker)) return seeing;
  throw new ApiProblem(
    "scope-refused",
    `The key is of ${seeing.makers.join(", ")}; this is of ${maker}.`,
  );
}

/** Whether a key sees something of a robot; nobody's sees nothing. */
export function seesOf(key: ApiKey | undefined, sight: Sight, robot: RobotId): boolean {
  if (!key || !sees(key.scope, sight)) return false;
  return key.scope !== "maker" || key.makers.includes(manufacturerOf(robot));
}
