// A relay: submits over HTTP what others signed. The SDK simulates first, so that what would be refused is not sent.
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RobotId } from "@openrobotid/sdk";
import type { Hash } from "viem";
import type { RegistryClient } from "./connection.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { type Failure, toFailure, usageFailure } from "./failure.js";
import { parseSigned, type SignedAct, type SignedConsent, signedByAll } from "./files.js";
import { toJson } from "./json.js";

/** What a relay is made of. */
export interface RelayParameters {
  /** A client that acts with the account of the relay. */
  readonly client: RegistryClient;
  /** Most requests that wait; further ones are refused with 503. */
  readonly mostWaiting: number;
  /** Longest wait for the block of a transaction, in milliseconds. */
  readonly timeout: number;
  /** Called for each robot for which something was submitted. */
  readonly onSubmitted?: (id: RobotId, transaction: Hash) => void;
}

/** What was done for one who asked. */
interface Submitted {
  readonly transaction: Hash;
  readonly blockNumber: bigint;
  /** What the event of the change says. */
  readonly event: unknown;
}

/** Status codes by what a command would end with; every other failure is of the node, or of what is in between. */
const STATUS: Partial<Record<ExitCode, number>> = {
  [EXIT.usage]: 400,
  [EXIT.refused]: 422,
  [EXIT.unknown]: 422,
  [EXIT.fault]: 500,
};

/** Answers `POST /` with a consent or an act in the form of their files, and `GET /health`. */
export function relay(parameters: RelayParameters) {
  const { client, mostWaiting } = parameters;
  /** The last request about each robot: those that follow wait for it, or the simulation of one would not see the other. */
  const last = new Map<RobotId, Promise<unknown>>();
  /** Requests that are under way, by their digest: the same one twice is submitted once. */
  const underWay = new Map<string, Promise<Submitted>>();

  const inTurn = (id: RobotId, work: () => Promise<Submitted>): Promise<Submitted> => {
    const done = (last.get(id) ?? Promise.resolve()).then(work, work);
    last.set(id, done);
    const forget = () => {
      if (last.get(id) === done) last.delete(id);
    };
    done.then(forget, forget);
    return done;
  };

  const take = (body: string): Promise<Submitted> | undefined => {
    const signed = parseSigned("The request", body);
    const { id, action, given } = callOf(signed);
    const key = createHash("sha256").update(toJson(signed)).digest("hex");
    const before = underWay.get(key);
    if (before) return before;
    if (underWay.size >= mostWaiting) return undefined;
    const done = inTurn(id, async () => await submit(parameters, id, action, given));
    underWay.set(key, done);
    const forget = () => underWay.delete(key);
    done.then(forget, forget);
    return done;
  };

  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const say = (status: number, content: unknown, headers: Record<string, string> = {}) => {
      outgoing.writeHead(status, { "content-type": "application/json", ...headers });
      outgoing.end(`${toJson(content)}\n`);
    };
    const refuse = (status: number, message: string, headers: Record<string, string> = {}) =>
      say(status, { code: "RelayError", message, suggestion: null, details: null }, headers);
    const { pathname } = new URL(incoming.url ?? "/", "http://relay.invalid");
    if (pathname === "/health") return say(200, { block: await client.getBlockNumber() });
    if (pathname !== "/") return refuse(404, "Expected the path / or /health.");
    if (incoming.method !== "POST") return refuse(405, "Expected POST.", { allow: "POST" });
    const { bodyOf, MOST_BYTES } = await import("@openrobotid/sdk/endpoint");
    const body = await bodyOf(incoming);
    if (body === undefined) return refuse(413, `Expected at most ${MOST_BYTES} bytes.`);
    try {
      const done = take(body);
      if (!done) {
        return refuse(503, `${mostWaiting} requests wait already.`, { "retry-after": "5" });
      }
      say(200, await done);
    } catch (thrown) {
      const failure = toFailure(thrown);
      say(STATUS[failure.exitCode] ?? 502, failureOf(failure));
    }
  };
}

function failureOf({ code, message, suggestion, details }: Failure) {
  return { code, message, suggestion, details };
}

type Call = {
  readonly id: RobotId;
  readonly action: "transferWithConsent" | "submitAct";
  readonly given: object;
};

function callOf(signed: SignedConsent | SignedAct): Call {
  if ("act" in signed) {
    const { act, signature } = signed;
    if (!signature) throw usageFailure(`The act is not signed yet by ${act.signer}.`);
    return { id: act.id, action: "submitAct", given: { act, signature } };
  }
  return { id: signed.consent.id, action: "transferWithConsent", given: signedByAll(signed) };
}

async function submit(
  { client, timeout, onSubmitted }: RelayParameters,
  id: RobotId,
  action: Call["action"],
  given: object,
): Promise<Submitted> {
  const { submitActSync, transferWithConsentSync } = await import("@openrobotid/sdk/actions");
  const sync = action === "submitAct" ? submitActSync : transferWithConsentSync;
  const { receipt, ...said } = await sync(client, { ...given, timeout } as never);
  const { transactionHash: transaction, blockNumber } = receipt;
  onSubmitted?.(id, transaction);
  return { transaction, blockNumber, event: "fields" in said ? said.fields : said };
}
