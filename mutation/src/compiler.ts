// The contracts' sources as the build read them, and the pinned compiler over them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn } from "@openrobotid/kit/run";
import solc from "solc";
import type { Node } from "./tree.js";

/** A contract that can be deployed. */
export interface Contract {
  source: string;
  name: string;
  /** The sources that it is compiled from. */
  needs: string[];
}

export type Sources = Record<string, { content: string }>;

export interface Project {
  sources: Sources;
  settings: Record<string, unknown>;
}

/** What the build puts before the path of a file of this repository. */
export const OWN = "project/";

export interface Artifact {
  bytecode: string;
  deployedBytecode: string;
  linkReferences: unknown;
  deployedLinkReferences: unknown;
  immutableReferences: unknown;
}

interface Code {
  object: string;
  linkReferences: unknown;
  immutableReferences?: unknown;
}

interface Compiled {
  abi: unknown;
  metadata: string;
  storageLayout: unknown;
  evm: { bytecode: Code; deployedBytecode: Code; methodIdentifiers: unknown };
}

interface Output {
  errors?: { severity: string; formattedMessage: string }[];
  sources?: Record<string, { ast: Node }>;
  contracts?: Record<string, Record<string, Compiled | undefined>>;
}

/** Reads what Hardhat's last build compiled; files of this repository as they are now. */
export function readProject(root: string): Project {
  const sources: Sources = {};
  let settings: Record<string, unknown> = {};
  const remappings = new Set<string>();
  for (const file of filesIn(join(root, "artifacts/build-info"), ".json")) {
    const { input } = JSON.parse(readFileSync(file, "utf8"));
    if (input === undefined) continue;
    for (const [name, source] of Object.entries<{ content: string }>(input.sources)) {
      const own = name.startsWith(OWN) ? join(root, name.slice(OWN.length)) : undefined;
      // What was deleted since is in older builds only.
      if (own !== undefined && !existsSync(own)) continue;
      sources[name] = own === undefined ? source : { content: readFileSync(own, "utf8") };
    }
    for (const remapping of input.settings.remappings) remappings.add(remapping);
    settings = input.settings;
  }
  return { sources, settings: { ...settings, remappings: [...remappings] } };
}

function run({ sources, settings }: Project, extra: Record<string, unknown>): Output {
  const input = { language: "Solidity", sources, settings: { ...settings, ...extra } };
  return JSON.parse(solc.compile(JSON.stringify(input)));
}

const errorsOf = ({ errors = [] }: Output) =>
  errors
    .filter(({ severity }) => severity === "error")
    .map(({ formattedMessage }) => formattedMessage)
    .join("\n");

/** The syntax trees of all sources, by name. */
export function parse(project: Project): Map<string, Node> {
  const output = run(project, { outputSelection: { "*": { "": ["ast"] } } });
  const errors = errorsOf(output);
  if (errors !== "") throw new Error(errors);
  return new Map(Object.entries(output.sources ?? {}).map(([name, { ast }]) => [name, ast]));
}

/** Ways to compile without optimizing, the quick one first; it cannot compile every contract (stack too deep). */
export const PIPELINES = [
  { viaIR: false, optimizer: { enabled: false, details: { yul: true } } },
  { viaIR: true, optimizer: { enabled: false } },
];

/** The artifact of one contract, or what the compiler says against it. */
export function compile(
  { sources, settings }: Project,
  { source, name, needs }: Contract,
  pipeline: (typeof PIPELINES)[number],
): Artifact | string {
  const needed = Object.fromEntries(
    Object.entries(sources).filter(([path]) => needs.includes(path)),
  );
  const outputSelection = { [source]: { [name]: ["evm.bytecode", "evm.deployedBytecode"] } };
  const output = run({ sources: needed, settings }, { ...pipeline, outputSelection });
  const evm = output.contracts?.[source]?.[name]?.evm;
  const errors = errorsOf(output);
  if (errors !== "" || evm === undefined) return errors || `${name} is not in ${source}`;
  return {
    bytecode: `0x${evm.bytecode.object}`,
    deployedBytecode: `0x${evm.deployedBytecode.object}`,
    linkReferences: evm.bytecode.linkReferences,
    deployedLinkReferences: evm.deployedBytecode.linkReferences,
    immutableReferences: evm.deployedBytecode.immutableReferences ?? {},
  };
}

/** The contracts of some sources as Foundry writes them down. */
export function compileAll(project: Project, files: string[]) {
  const all = ["abi", "metadata", "storageLayout", "evm.bytecode", "evm.deployedBytecode"];
  const selection = { "*": [...all, "evm.methodIdentifiers"], "": ["ast"] };
  const outputSelection = Object.fromEntries(files.map((file) => [file, selection]));
  const output = run(project, { outputSelection });
  const errors = errorsOf(output);
  if (errors !== "") throw new Error(errors);
  const hex = ({ object, ...rest }: Code) => ({ object: `0x${object}`, ...rest });
  return files.flatMap((source) =>
    Object.entries(output.contracts?.[source] ?? {}).flatMap(([name, contract]) => {
      if (contract === undefined) return [];
      const { evm, metadata, ...rest } = contract;
      const artifact = {
        ...rest,
        bytecode: hex(evm.bytecode),
        deployedBytecode: hex(evm.deployedBytecode),
        methodIdentifiers: evm.methodIdentifiers,
        metadata: JSON.parse(metadata),
        ast: output.sources?.[source]?.ast,
        id: 0,
      };
      return [{ source, name, artifact }];
    }),
  );
}
