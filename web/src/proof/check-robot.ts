// Checks on this device what the site says of a robot: fetches the evidence, has it verified, and compares.
import type { RobotId } from "@openrobotid/sdk";
import { apiAddress } from "../api/address.js";
import { type Answer, ask } from "../api/answers.js";
import { questions, type Robot } from "../api/questions.js";
import { maxAgeBy, pinnedAnchor, verifier } from "./page-verifier.js";
import type { Proven, Result } from "./results.js";

/** A verdict as somebody gives it, and of which block. */
export interface Said {
  readonly verdict: string;
  readonly also: readonly string[];
  readonly state: string | undefined;
  readonly market: string | undefined;
  readonly ordered: boolean | undefined;
  readonly recalls: readonly string[];
  readonly block: number | undefined;
  /** RFC 3339. */
  readonly time: string;
}

/** What came of a check. */
export interface Checked {
  readonly result:
    | Result
    | { readonly answer: "conflict"; readonly proven: Proven; readonly said: Said };
  /** The evidence, to be saved. */
  readonly file: Uint8Array | undefined;
}

/** Milliseconds before both are asked again where they differ: a block may have come between the two. */
const BETWEEN = 2500;

/** The name of what the browser measures: from evidence that is fetched to a verdict on it. */
export const MEASURE = "evidence-to-verdict";

/** Checks a robot. Never throws. */
export async function checkRobot(id: RobotId, answer: Answer<Robot> | undefined): Promise<Checked> {
  verifier.open();
  const first = await proveOnce(id);
  if (first.result.answer !== "proven" || !answer) return first;
  if (agrees(answer, first.result)) return first;
  await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  const [again, proven] = await Promise.all([ask(questions.robot(id)), proveOnce(id)]);
  const { result } = proven;
  if (result.answer !== "proven" || agrees(again, result)) return proven;
  const said = saidBy(again);
  if (!said) return proven;
  return { file: proven.file, result: { answer: "conflict", proven: result, said } };
}

/** Proves the public view of a robot from the evidence that the site gives. */
async function proveOnce(id: RobotId): Promise<Checked> {
  const [fetched, anchor] = await Promise.all([
    fetchEvidence(id),
    pinnedAnchor().catch(() => undefined),
  ]);
  if (!(fetched instanceof Uint8Array)) return { result: fetched, file: undefined };
  if (anchor === undefined) return { result: { answer: "unreachable" }, file: fetched };
  const start = performance.now();
  const result = await verifier.verify({ file: fetched, anchor, id, maxAge: maxAgeBy(anchor) });
  performance.measure(MEASURE, { start });
  if (result.answer === "proven" && !isNewest(result)) {
    const detail = `Block ${result.block} is before one that was proven here already.`;
    return { result: { answer: "notProven", reason: "goesBack", detail }, file: fetched };
  }
  return { result, file: fetched };
}

async function fetchEvidence(id: RobotId): Promise<Uint8Array | Result> {
  try {
    const response = await fetch(apiAddress(`/v1/robots/${id}/evidence`), {
      headers: { accept: "application/vnd.openrobotid.evidence+cbor" },
      cache: "no-store",
      signal: AbortSignal.timeout(25_000),
    });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    const { type, reason, detail } = (await response.json().catch(() => ({}))) as Record<
      string,
      string | undefined
    >;
    const isRefused = type?.endsWith(":not-proven") || response.status === 404;
    if (!isRefused) return { answer: "unreachable" };
    return { answer: "notProven", reason: reason ?? "notHere", detail: detail ?? "" };
  } catch {
    return { answer: "unreachable" };
  }
}

/** Whether what the site says is what was proven. It may say nothing. */
function agrees(answer: Answer<Robot>, proven: Proven): boolean {
  const said = saidBy(answer);
  if (!said) return true;
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.toSorted().join() === other.toSorted().join();
  if (said.verdict !== proven.verdict) return false;
  if (said.verdict === "unknownCode") return true;
  return (
    said.state === proven.state &&
    said.market === proven.market &&
    said.ordered === proven.ordered &&
    isSame(said.also, proven.also) &&
    isSame(said.recalls, proven.recalls.map(recallWords))
  );
}

/** What the site says; nothing where it says that it does not know. */
function saidBy({ status, body, at }: Answer<Robot>): Said | undefined {
  if (status === 404) {
    return {
      verdict: "unknownCode",
      also: [],
      state: undefined,
      market: undefined,
      ordered: undefined,
      recalls: [],
      block: undefined,
      time: at,
    };
  }
  if (!body || body.verdict.verdict === "unknown") return undefined;
  return {
    verdict: body.verdict.verdict,
    also: body.verdict.also,
    state: body.state,
    market: body.market?.country,
    ordered: body.ordered,
    recalls: body.recalls.open.map(({ campaignNumber: number, severity }) =>
      recallWords({ number, severity }),
    ),
    block: body.asOf.blockNumber,
    time: body.asOf.timestamp,
  };
}

function recallWords({ number, severity }: { readonly number: string; readonly severity: string }) {
  return `${number} ${severity}`;
}

/** Whether a block is not before one that this browser has seen proven: then somebody would show an earlier state. */
function isNewest({ anchor, block }: Proven): boolean {
  const key = `proven-block ${anchor}`;
  try {
    const before = Number(localStorage.getItem(key) ?? 0);
    if (block < before) return false;
    localStorage.setItem(key, String(block));
  } catch {
    // A browser that keeps nothing compares with nothing.
  }
  return true;
}
