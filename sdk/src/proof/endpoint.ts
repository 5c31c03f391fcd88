// One node that is asked: what it answers is believed by nobody, and how it fails is told apart.
import { type Chain, RpcError, RpcRequestError, type Transport, UnknownRpcError } from "viem";
import {
  ConflictError,
  NotProvenError,
  type NotProvenReason,
  ProofError,
  UnreachableError,
} from "./errors.js";

/** What a node was found out about. */
export interface Fault {
  /** The node, by its name: its address where it is asked over HTTP. */
  readonly node: string;
  /** What was wrong. */
  readonly error: ProofError;
  /** Whether it said what cannot be true, and not just too little. */
  readonly lied: boolean;
}

/** A node may fail for these without having said anything false. */
const INNOCENT: ReadonlySet<NotProvenReason> = new Set([
  "blockUnknown",
  "tooOld",
  "afterHead",
  "notProvable",
  "nodeRefused",
  "logsNotCommitted",
  "slotMissing",
  "notCovered",
]);

/** Whether an error shows that a node said what cannot be true. */
export function isLie(error: ProofError): boolean {
  if (error instanceof ConflictError) return true;
  return error instanceof NotProvenError && !INNOCENT.has(error.reason);
}

/** A node behind a transport of viem. */
export class Endpoint {
  readonly name: string;
  readonly #request: (args: { method: string; params?: unknown }) => Promise<unknown>;
  /** Whether it was shown to be on the anchor's chain. */
  joined: Promise<void> | undefined;
  /** Number of the highest block it has proven. */
  height = -1n;
  /** How often it lied. */
  lies = 0;
  /** Methods that it does not have, or does not give. */
  readonly without = new Set<string>();

  constructor(transport: Transport, index: number, options: EndpointOptions) {
    const { request, value } = transport(options);
    this.#request = request as never;
    this.name = value?.node ?? nameOf(value?.url) ?? `node ${index + 1}`;
  }

  /**
   * @throws UnreachableError where there is no answer, NotProvenError with reason `nodeRefused` where the answer is an error.
   */
  async ask(method: string, params: readonly unknown[]): Promise<unknown> {
    try {
      return await this.#request({ method, params });
    } catch (error) {
      throw this.#toProofError(method, error);
    }
  }

  #toProofError(method: string, error: unknown): ProofError {
    if (error instanceof ProofError) return error;
    const cause = error instanceof Error ? error : new Error(String(error));
    // What viem cannot place is no answer of a node.
    const isAnswer = error instanceof RpcRequestError || error instanceof RpcError;
    if (isAnswer && !(error instanceof UnknownRpcError)) {
      return new NotProvenError("nodeRefused", {
        message: `${this.name} answered ${method} with an error: ${error.details || error.message}`,
        suggestion: "Ask another node, or allow the method on this one.",
        node: this.name,
        cause,
      });
    }
    return new UnreachableError({
      message: `${this.name} did not answer ${method}.`,
      suggestion: "Ask again later, or another node.",
      node: this.name,
      cause,
    });
  }
}

/** What viem gives a transport. */
export interface EndpointOptions {
  readonly chain?: Chain | undefined;
  readonly retryCount?: number | undefined;
  readonly timeout?: number | undefined;
}

/** The address, without what must not be told on. */
function nameOf(url: unknown): string | undefined {
  if (typeof url !== "string") return undefined;
  try {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname === "/" ? "" : pathname}`;
  } catch {
    return undefined;
  }
}
