// Where the contracts keep what they know, as the compiler laid it out.
import { readFileSync } from "node:fs";
import { artifacts } from "hardhat";

/** A variable of a contract, or a member of a struct. */
export type Variable = { label: string; slot: string; offset: number; type: string };

/** A type, by what the compiler calls it. */
export type Type = {
  label: string;
  encoding: "inplace" | "mapping" | "dynamic_array" | "bytes";
  numberOfBytes: string;
  /** Of a mapping. */
  key?: string;
  value?: string;
  /** Of an array. */
  base?: string;
  /** Of a struct. */
  members?: Variable[];
};

/** The storage of a contract. */
export type Layout = { storage: Variable[]; types: Record<string, Type> };

/** Reads a contract's layout from what the build wrote. */
export async function readLayout(name: string): Promise<Layout> {
  const { inputSourceName } = await artifacts.readArtifact(name);
  const id = await artifacts.getBuildInfoId(name);
  const path = id && (await artifacts.getBuildInfoOutputPath(id));
  if (!path || !inputSourceName) throw new Error(`${name} was not compiled`);
  const { output } = JSON.parse(readFileSync(path, "utf8"));
  const { storage, types } = output.contracts[inputSourceName][name].storageLayout;
  return { storage, types: types ?? {} };
}
