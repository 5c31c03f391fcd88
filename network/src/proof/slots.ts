// What a contract keeps in a slot, by its name in the source: `_seats[2].recovery`. docs/storage.md has the layouts.

import type { ContractName, Deployment } from "@openrobotid/deployment/file";
import { readLayout, type Type, type Variable } from "@openrobotid/deployment/storage";
import { getUint, id, keccak256, toBeHex, toUtf8Bytes, zeroPadBytes, zeroPadValue } from "ethers";
import { concat, type Hex } from "viem";
import type { Founding } from "../founding.js";
import { addressOfNode } from "../node-key.js";
import { allFunctions } from "./functions.js";

/** Keys of mappings that a founding can have, as words, with what they are called. */
type Keys = (type: string) => readonly (readonly [word: Hex, name: string])[];

/** Numbers that keys may be: of seats, proposals, roles; of kind spaces. */
const NUMBERS = 64;
const SPACES = 256;
/** Elements of an array, and words of a text, that are named. */
const MOST_WORDS = 32;

/** Names the slots of a contract: those whose keys the founding file and the deployment tell. */
export async function slotNames(
  contract: ContractName,
  founding: Founding,
  deployment: Deployment,
): Promise<Map<Hex, string>> {
  const { storage, types } = await readLayout(contract);
  const keys = keysOf(founding, deployment);
  const names = new Map<Hex, string>();
  const note = (slot: bigint, name: string) => {
    const word = toWord(slot);
    const before = names.get(word);
    names.set(word, before === undefined ? name : `${before}, ${name}`);
  };
  const typeOf = (name: string): Type => {
    const type = types[name];
    if (type === undefined) throw new Error(`the layout of ${contract} knows no ${name}`);
    return type;
  };
  const variables = (all: readonly Variable[], base: bigint, prefix: string) => {
    for (const { label, slot, type } of all) value(type, base + BigInt(slot), `${prefix}${label}`);
  };
  const value = (typeName: string, slot: bigint, name: string): void => {
    const type = typeOf(typeName);
    if (type.members !== undefined) variables(type.members, slot, `${name}.`);
    else if (type.encoding === "mapping") {
      for (const [word, key] of keys(typeOf(type.key ?? "").label)) {
        const place = getUint(keccak256(concat([word, toWord(slot)])));
        value(type.value ?? "", place, `${name}[${key}]`);
      }
    } else if (type.encoding === "inplace") note(slot, name);
    else inPlaceOfItsOwn(type, slot, name);
  };
  const inPlaceOfItsOwn = (type: Type, slot: bigint, name: string): void => {
    note(slot, type.encoding === "dynamic_array" ? `${name}.length` : name);
    const first = getUint(keccak256(toWord(slot)));
    const words =
      type.base === undefined ? 1 : Math.ceil(Number(typeOf(type.base).numberOfBytes) / 32);
    for (let index = 0; index < MOST_WORDS; index += 1) {
      const place = first + BigInt(index * words);
      if (type.base === undefined) note(place, name);
      else value(type.base, place, `${name}[${index}]`);
    }
  };
  variables(storage, 0n, "");
  return names;
}

function keysOf({ members }: Founding, { contracts }: Deployment): Keys {
  const numbers = (most: number) =>
    Array.from({ length: most }, (_, number) => [toWord(BigInt(number)), `${number}`] as const);
  const addresses = [
    ...Object.entries(contracts).map(([name, { address }]) => [address, name] as const),
    ...members.flatMap(({ id: of, authority, recovery, nodePublicKey }) => [
      [authority, `authority of ${of}`] as const,
      [addressOfNode(nodePublicKey), `validator of ${of}`] as const,
      ...(recovery === undefined ? [] : [[recovery, `recovery key of ${of}`] as const]),
    ]),
    [toBeHex(0, 20), "zero"] as const,
  ].map(([address, name]) => [zeroPadValue(address, 32) as Hex, name] as const);
  const countries = members
    .flatMap((member) => member.countries)
    .map((code) => [zeroPadBytes(toUtf8Bytes(code), 32) as Hex, code] as const);
  const roles = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"].map(
    (role) => [id(role) as Hex, role] as const,
  );
  const selectors = allFunctions().map(
    ({ selector, signature }) => [zeroPadBytes(selector, 32) as Hex, signature] as const,
  );
  return (type) => {
    if (type === "address") return addresses;
    if (type === "CountryCode") return countries;
    if (type === "bytes4") return selectors;
    if (type === "uint8") return numbers(SPACES);
    if (/^(uint\d+|enum .*)$/.test(type)) return numbers(NUMBERS);
    if (type === "bytes32") return [...roles, ...numbers(NUMBERS), ...addresses, ...countries];
    return [];
  };
}

function toWord(number: bigint): Hex {
  return toBeHex(number, 32) as Hex;
}
