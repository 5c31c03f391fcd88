// Addresses that go on the chain for ever, and that people will open: nothing else than addresses may get there.
import type { Abi, AbiFunction, AbiParameter } from "viem";
import { RegistryArgumentError } from "../errors/registry-error.js";

/** What addresses of documents may begin with. Others run code, read files of the reader or lead nowhere. */
const SCHEMES = ["https:", "http:", "ipfs:", "ar:", "mailto:", "tel:"];

/**
 * Refuses a text that is no absolute address of a document or a contact (RFC 3986). An empty one stands for none.
 *
 * @throws RegistryArgumentError naming what it is.
 */
export function requireUri(text: string, name: string): void {
  if (text === "") return;
  const scheme = URL.canParse(text) ? new URL(text).protocol : undefined;
  const isWhole = /^[\x21-\x7e]+$/.test(text) && !/["<>\\^`{|}]/.test(text);
  if (isWhole && scheme !== undefined && SCHEMES.includes(scheme)) {
    // The parser of web addresses reads http:/x and http:x too.
    if (!/^https?:/.test(scheme) || /^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(text)) return;
  }
  throw new RegistryArgumentError(
    `${JSON.stringify(text)} is no address to write down as ${name}.`,
    `Give an absolute address without spaces that begins with one of: ${SCHEMES.join(" ")}`,
  );
}

/** Refuses arguments of a call that are called addresses by the contract and are none. */
export function requireUris(abi: Abi, functionName: string, args: readonly unknown[]): void {
  const item = abi.find(
    (one): one is AbiFunction =>
      one.type === "function" && one.name === functionName && one.inputs.length === args.length,
  );
  for (const [index, input] of (item?.inputs ?? []).entries()) visit(input, args[index]);
}

function visit(parameter: AbiParameter, value: unknown): void {
  if ("components" in parameter && typeof value === "object" && value !== null) {
    if (Array.isArray(value)) return;
    for (const field of parameter.components) {
      visit(field, (value as Record<string, unknown>)[field.name ?? ""]);
    }
  } else if (parameter.type === "string" && /uri$/i.test(parameter.name ?? "")) {
    requireUri(String(value), parameter.name ?? "");
  }
}
