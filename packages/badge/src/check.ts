// Asks a member about a robot, and checks in this browser what it says.
import { type RobotId, VERDICTS, type Verdict } from "@openrobotid/sdk";
import type { Result, Verify } from "@openrobotid/web/verify";

/** Greatest age of a proof, in seconds, where somebody seals the blocks. */
export const FRESH_FOR = 300;
/** Milliseconds before both are asked again where they differ: a block may have come between the two. */
const BETWEEN = 2500;

/** Where to ask, and what to check with. */
export interface Places {
  /** The API of a member, without a slash at its end. */
  readonly api: string;
  /** Content of the anchor; nothing is checked where there is none. */
  readonly anchor: string | undefined;
  /** The module that checks. */
  readonly verifier: string;
  readonly signal: AbortSignal;
}

/** What is shown: never one for another. */
export interface Outcome {
  /** The proven verdict; what the member says where nothing is proven; nothing where there is none. */
  readonly verdict: Verdict | "unknown" | undefined;
  readonly proof: "proven" | "cosigned" | "unsealed" | "notProven" | "unreachable" | "conflict";
  /** How many seats vouch for it, of how many. */
  readonly vouching: number;
  readonly seats: number;
}

type Said = { readonly verdict: Verdict | "unknown"; readonly also: readonly string[] };

/** Asks once, and once more where what is said and what is proven differ. Never throws. */
export async function checkRobot(id: RobotId, places: Places): Promise<Outcome> {
  const first = await checkOnce(id, places);
  if (first.proof !== "conflict") return first;
  await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  return await checkOnce(id, places);
}

async function checkOnce(id: RobotId, places: Places): Promise<Outcome> {
  const [said, result] = await Promise.all([
    recordOf(id, places).catch(() => undefined),
    proofOf(id, places).catch((): Result => ({ answer: "unreachable" })),
  ]);
  const none = { vouching: 0, seats: 0 };
  if (result.answer === "conflict") return { verdict: undefined, proof: "conflict", ...none };
  if (result.answer !== "proven") {
    const proof = result.answer === "unreachable" ? "unreachable" : "notProven";
    return { verdict: said?.verdict, proof, ...none };
  }
  const { verdict, seats, cosigners, seatCount } = result;
  if (said && said.verdict !== "unknown" && !isSame(said, result)) {
    return { verdict, proof: "conflict", ...none };
  }
  const vouching = (seats ?? cosigners)?.length ?? 0;
  const proof = seats ? "proven" : cosigners ? "cosigned" : "unsealed";
  return { verdict, proof, vouching, seats: seatCount };
}

const isSame = (one: Said, other: { readonly verdict: string; readonly also: readonly string[] }) =>
  one.verdict === other.verdict && one.also.toSorted().join() === other.also.toSorted().join();

async function recordOf(id: RobotId, { api, signal }: Places): Promise<Said | undefined> {
  const response = await get(`${api}/v1/robots/${id}`, "application/json", signal);
  if (response.status === 404) return { verdict: "unknownCode", also: [] };
  if (!response.ok) return undefined;
  const body = (await response.json()) as { readonly verdict?: Partial<Said> };
  const verdict = VERDICTS.find((word) => word === body.verdict?.verdict) ?? "unknown";
  return { verdict, also: body.verdict?.also ?? [] };
}

async function proofOf(id: RobotId, { api, anchor, verifier, signal }: Places): Promise<Result> {
  if (anchor === undefined) return { answer: "notProven", reason: "noAnchor", detail: "" };
  const type = "application/vnd.openrobotid.evidence+cbor";
  const [response, { verify }] = await Promise.all([
    get(`${api}/v1/robots/${id}/evidence`, type, signal),
    import(/* @vite-ignore */ verifier) as Promise<{ readonly verify: Verify }>,
  ]);
  if (!response.ok) return { answer: "unreachable" };
  const file = new Uint8Array(await response.arrayBuffer());
  const isSealed = (JSON.parse(anchor) as { readonly seals?: unknown }).seals !== "none";
  const now = Math.floor(Date.now() / 1000);
  return await verify({ file, anchor, id, now, ...(isSealed && { maxAge: FRESH_FOR }) });
}

/** Asks without a cookie, and without telling which page asks. */
export async function get(url: string, accept: string, signal: AbortSignal): Promise<Response> {
  return await fetch(url, {
    headers: { accept },
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.any([signal, AbortSignal.timeout(25_000)]),
  });
}
