import type { AbiParameter } from "abitype";
import { type Hex, isAddress } from "viem";
import { errorsAbi } from "../abis/errors.js";
import type { RegistryErrorName } from "./explanations/explanation.js";
import { decodeRefusal, RegistryRefusedError } from "./refusal.js";

/** How deep causes are looked through. */
const DEPTH = 12;

/**
 * What a contract of the registry refused, in words, whatever library called it: revert data, an error of viem, wagmi or
 * ethers, or a line of a trace or an error of Foundry. The result is a union by `errorName`, whose `values` have the types of
 * that error.
 *
 * @param source - Revert data in hexadecimal, an error as it was caught, or text.
 * @returns The refusal; `undefined` where none of the registry's is in it.
 *
 * @example
 * ```ts
 * import { explainRefusal } from "@openrobotid/sdk/actions";
 *
 * const refusal = explainRefusal("custom error RobotRegistryNotHolder(0x434e55543031473150524f313236573035303030303030303030303031000000, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8)");
 * if (refusal?.errorName === "RobotRegistryNotHolder") {
 *   refusal.values.id; // "CNUT01G1PRO126W05000000000001"
 *   refusal.shortMessage; // "0x70997970C51812dc3A010C7d01b50e0d17dc79C8 does not hold CN-UT01-G1PRO1-26W05000000000001."
 * }
 * ```
 */
export function explainRefusal(source: unknown): RegistryRefusedError | undefined {
  return explain(source, DEPTH, new Set());
}

function explain(
  source: unknown,
  depth: number,
  seen: Set<unknown>,
): RegistryRefusedError | undefined {
  if (source instanceof RegistryRefusedError) return source;
  if (typeof source === "string") return ofText(source);
  if (typeof source !== "object" || source === null || depth === 0 || seen.has(source)) {
    return undefined;
  }
  seen.add(source);
  const error = source as Record<string, unknown>;
  // viem keeps the data in `raw` and `data`; ethers in `data`, and the node's answer in `info` or `error`.
  for (const field of [
    "raw",
    "data",
    "cause",
    "error",
    "info",
    "payload",
    "originalError",
    "result",
  ]) {
    const found = explain(error[field], depth - 1, seen);
    if (found) return found;
  }
  for (const field of ["details", "reason", "message"]) {
    const text = error[field];
    const found = typeof text === "string" ? ofText(text) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A selector and whole words behind it; Foundry writes a colon between them. */
const DATA = /0x([0-9a-fA-F]{8})(?:: ?(?:0x)?)?((?:[0-9a-fA-F]{64})*)(?![0-9a-fA-F])/g;

/** An error by its name, with its arguments in parentheses. */
const NAMED = /\b([A-Z][A-Za-z0-9]+)\(([^()]*)\)/g;

function ofText(text: string): RegistryRefusedError | undefined {
  for (const [, selector = "", words = ""] of text.matchAll(DATA)) {
    const found = decodeRefusal(`0x${selector}${words}`.toLowerCase() as Hex);
    if (found) return found;
  }
  for (const [, name = "", list = ""] of text.matchAll(NAMED)) {
    const found = ofName(name, list);
    if (found) return found;
  }
  return undefined;
}

function ofName(name: string, list: string): RegistryRefusedError | undefined {
  const item = errorsAbi.find((one) => one.name === name);
  if (!item) return undefined;
  const inputs = item.inputs as readonly AbiParameter[];
  const texts = list.trim() === "" ? [] : list.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  if (texts.length !== inputs.length) return undefined;
  const args = inputs.map(({ type }, index) => readArgument(type, texts[index]?.trim() ?? ""));
  if (args.includes(undefined)) return undefined;
  return new RegistryRefusedError(name as RegistryErrorName, args);
}

/** A value as traces write it; `undefined` where it is of another type. */
function readArgument(type: string, text: string): unknown {
  // `name: value`, and what tools write behind a number or an account.
  const bare = text.replace(/^[A-Za-z_]\w*: ?/, "").replace(/ \[[^\]]*\]$/, "");
  if (type === "address") {
    const account = /0x[0-9a-fA-F]{40}/.exec(bare)?.[0];
    return account !== undefined && isAddress(account, { strict: false }) ? account : undefined;
  }
  if (/^u?int/.test(type)) {
    if (!/^-?\d+$/.test(bare)) return undefined;
    return Number(type.replace(/^\D+/, "")) <= 48 ? Number(bare) : BigInt(bare);
  }
  if (type === "bool") return bare === "true" || (bare === "false" ? false : undefined);
  if (type === "string") return /^".*"$/s.test(bare) ? bare.slice(1, -1) : undefined;
  if (type.startsWith("bytes")) return /^0x(?:[0-9a-fA-F]{2})*$/.test(bare) ? bare : undefined;
  return undefined;
}
