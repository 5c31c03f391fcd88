// Looks for a refusal in whatever a library gives. Decoding the data of an error is left to the library that the caller has.
import type { AbiParameter } from "abitype";
import { errorsAbi } from "../abis/errors.js";
import type { Hex } from "../robot-id.js";
import type { RegistryErrorName } from "./explanations/explanation.js";

/** What makes a refusal of what was found. */
export interface RefusalMaker<refusal> {
  /** A refusal that was made before; `undefined` of anything else. */
  readonly known: (source: object) => refusal | undefined;
  /** Revert data; `undefined` where no contract of the registry has such an error. */
  readonly ofData: (data: Hex) => refusal | undefined;
  /** Name and arguments of an error of the registry. */
  readonly ofName: (errorName: RegistryErrorName, args: readonly unknown[]) => refusal;
}

/** How deep causes are looked through. */
const DEPTH = 12;

/**
 * The refusal in something that was caught.
 *
 * @param source - Revert data in hexadecimal, an error, or text.
 * @returns `undefined` where none of the registry's is in it.
 */
export function findRefusal<refusal>(
  source: unknown,
  maker: RefusalMaker<refusal>,
): refusal | undefined {
  return find(source, maker, DEPTH, new Set());
}

function find<refusal>(
  source: unknown,
  maker: RefusalMaker<refusal>,
  depth: number,
  seen: Set<unknown>,
): refusal | undefined {
  if (typeof source === "string") return ofText(source, maker);
  if (typeof source !== "object" || source === null || depth === 0 || seen.has(source)) {
    return undefined;
  }
  const known = maker.known(source);
  if (known) return known;
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
    const found = find(error[field], maker, depth - 1, seen);
    if (found) return found;
  }
  for (const field of ["details", "reason", "message"]) {
    const text = error[field];
    const found = typeof text === "string" ? ofText(text, maker) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A selector and whole words behind it; Foundry writes a colon between them. */
const DATA = /0x([0-9a-fA-F]{8})(?:: ?(?:0x)?)?((?:[0-9a-fA-F]{64})*)(?![0-9a-fA-F])/g;

/** An error by its name, with its arguments in parentheses. */
const NAMED = /\b([A-Z][A-Za-z0-9]+)\(([^()]*)\)/g;

function ofText<refusal>(text: string, maker: RefusalMaker<refusal>): refusal | undefined {
  for (const [, selector = "", words = ""] of text.matchAll(DATA)) {
    const found = maker.ofData(`0x${selector}${words}`.toLowerCase() as Hex);
    if (found) return found;
  }
  for (const [, name = "", list = ""] of text.matchAll(NAMED)) {
    const args = argumentsOf(name, list);
    if (args) return maker.ofName(name as RegistryErrorName, args);
  }
  return undefined;
}

/** The arguments of an error of the registry as traces write them; `undefined` where it is none. */
function argumentsOf(name: string, list: string): readonly unknown[] | undefined {
  const item = errorsAbi.find((one) => one.name === name);
  if (!item) return undefined;
  const inputs = item.inputs as readonly AbiParameter[];
  const texts = list.trim() === "" ? [] : list.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  if (texts.length !== inputs.length) return undefined;
  const args = inputs.map(({ type }, index) => readArgument(type, texts[index]?.trim() ?? ""));
  return args.includes(undefined) ? undefined : args;
}

/** A value as traces write it; `undefined` where it is of another type. */
function readArgument(type: string, text: string): unknown {
  // `name: value`, and what tools write behind a number or an account.
  const bare = text.replace(/^[A-Za-z_]\w*: ?/, "").replace(/ \[[^\]]*\]$/, "");
  if (type === "address") return /0x[0-9a-fA-F]{40}/.exec(bare)?.[0];
  if (/^u?int/.test(type)) {
    if (!/^-?\d+$/.test(bare)) return undefined;
    return Number(type.replace(/^\D+/, "")) <= 48 ? Number(bare) : BigInt(bare);
  }
  if (type === "bool") return bare === "true" || (bare === "false" ? false : undefined);
  if (type === "string") return /^".*"$/s.test(bare) ? bare.slice(1, -1) : undefined;
  if (type.startsWith("bytes")) return /^0x(?:[0-9a-fA-F]{2})*$/.test(bare) ? bare : undefined;
  return undefined;
}
