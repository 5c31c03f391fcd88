// What the contracts answer, as the SDK gives it: codes as text, enums as words, times in seconds. Needs neither viem nor ethers: takes
// what either of them decodes.
import type { Abi, AbiFunction, AbiParameter, AbiParameterToPrimitiveType } from "abitype";
import {
  type CountryCode,
  fromBytes2,
  fromBytes6,
  fromBytes12,
  fromBytes32,
  type Hex,
  type ManufacturerId,
  type ModelId,
  type RobotId,
} from "../robot-id.js";
import { RobotIdError } from "../robot-id-error.js";
import { type Word, type WordList, words } from "../words.js";
import { textOfBytes } from "./text-of-bytes.js";

/** What the values of some ABI types are read as. Whatever is not named here is as viem gives it. */
type Names = { [list in WordList]: Word<list> } & {
  RobotId: RobotId;
  ModelId: ModelId;
  ManufacturerId: ManufacturerId;
  CountryCode: CountryCode;
  bytes17: string;
};

/** A value as the SDK gives it: codes as text, enums as words, times in seconds. */
export type Readable<parameter extends AbiParameter> = parameter extends {
  readonly components: infer fields extends readonly AbiParameter[];
}
  ? parameter["type"] extends `${string}[]`
    ? readonly ReadableFields<fields>[]
    : ReadableFields<fields>
  : parameter["internalType"] extends `${infer name extends keyof Names}[]`
    ? readonly Names[name][]
    : parameter["internalType"] extends infer name extends keyof Names
      ? Names[name] | MissingCountry<parameter>
      : AbiParameterToPrimitiveType<parameter>;

/** The values of several parameters, by their names. */
export type ReadableFields<fields extends readonly AbiParameter[]> = {
  readonly [field in fields[number] as field["name"] & string]: Readable<field>;
};

/** Jurisdictions are zero for those who have none, and no other country is. */
type MissingCountry<parameter extends AbiParameter> = parameter extends {
  readonly internalType: "CountryCode";
  readonly name: "jurisdiction" | "expected";
}
  ? undefined
  : never;

const readers: Readonly<Record<string, (bytes: Hex) => string>> = {
  RobotId: fromBytes32,
  ModelId: fromBytes12,
  ManufacturerId: fromBytes6,
  CountryCode: fromBytes2,
  bytes17: textOfBytes,
};

/**
 * Reads the values that viem or ethers give for some parameters, as the SDK gives all that it reads: codes as text and enums as words. A code
 * that is zero is `undefined`.
 *
 * @param fields - The parameters, as the ABI has them.
 * @param values - Their values, in the same order or by name.
 *
 * @example
 * ```ts
 * import { readFields } from "@openrobotid/sdk/history";
 *
 * const fields = [{ name: "id", type: "bytes12", internalType: "ModelId" }] as const;
 * readFields(fields, { id: "0x434e55543031473150524f31" }); // { id: "CNUT01G1PRO1" }
 * ```
 */
export function readFields<const fields extends readonly AbiParameter[]>(
  fields: fields,
  values: readonly unknown[] | Readonly<Record<string, unknown>>,
): ReadableFields<fields> {
  const entries = fields.map((field, index) => {
    const { name = String(index) } = field;
    const value = Array.isArray(values) ? values[index] : (values as Record<string, unknown>)[name];
    return [name, readValue(field, value)];
  });
  return Object.fromEntries(entries) as ReadableFields<fields>;
}

/** Reads the value that viem or ethers give for a parameter. */
export function readValue<const parameter extends AbiParameter>(
  parameter: parameter,
  value: unknown,
): Readable<parameter> {
  return readAny(parameter, value) as Readable<parameter>;
}

/** Reads what viem or ethers give for the results of a function: one of them alone, or several by their names. */
export function readOutputs(abi: Abi, functionName: string, answer: unknown): unknown {
  const item = abi.find(
    (one): one is AbiFunction => one.type === "function" && one.name === functionName,
  );
  const [output, ...more] = item?.outputs ?? [];
  if (!output) return undefined;
  return more.length === 0
    ? readValue(output, answer)
    : readFields(item?.outputs ?? [], answer as readonly unknown[]);
}

function readAny(parameter: AbiParameter, value: unknown): unknown {
  const { type, internalType = type } = parameter;
  if (type.endsWith("[]")) {
    const one = { ...parameter, type: type.slice(0, -2), internalType: internalType.slice(0, -2) };
    return (value as unknown[]).map((element) => readAny(one, element));
  }
  if ("components" in parameter) {
    return readFields(parameter.components, value as Record<string, unknown>);
  }
  const word = (words as Record<string, readonly string[]>)[internalType];
  if (word) return word[Number(value)];
  const read = readers[internalType];
  if (read) return readCode(read, value as Hex);
  return typeof value === "bigint" && isSmall(type) ? Number(value) : value;
}

/** Whether viem gives a type as a number; ethers gives bigints for every one. */
function isSmall(type: string): boolean {
  const [, bits] = /^u?int(\d+)$/.exec(type) ?? [];
  return bits !== undefined && Number(bits) <= 48;
}

/** A code that is zero is none. An error may carry what is no code at all: that stays as it is. */
function readCode(read: (bytes: Hex) => string, bytes: Hex): string | undefined {
  if (/^0x0*$/.test(bytes)) return undefined;
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RobotIdError) return bytes;
    throw error;
  }
}
