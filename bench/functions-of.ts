// From a place in the code of a contract to the function whose source it was made of, by the source map and the syntax tree
// that the compiler gives.
import { readFileSync } from "node:fs";
import hre from "hardhat";

/** What the compiler puts in front of the functions of a contract, to find the one that is called. */
export const CHOICE = "choice of the function";

/** What the compiler adds to functions: the coding of arguments and results, checks, copies. */
export const NO_FUNCTION = "ABI coding and checks";

interface Node {
  readonly nodeType?: string;
  readonly name?: string;
  readonly kind?: string;
  /** Start, length and number of the file, with colons between. */
  readonly src?: string;
  readonly [key: string]: unknown;
}

interface Output {
  readonly contracts: Readonly<
    Record<
      string,
      Readonly<Record<string, { evm: { deployedBytecode: { object: string; sourceMap: string } } }>>
    >
  >;
  readonly sources: Readonly<Record<string, { id: number; ast: Node }>>;
}

/** A function, and from where to where in which file it is. */
interface Extent {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly file: number;
}

const outputs = new Map<string, { output: Output; extents: readonly Extent[] }>();

/** Says for a place in the code of a deployed contract, in bytes, which function it is of. */
export async function readFunctionsOf(contract: string): Promise<(pc: number) => string> {
  const { sourceName, contractName, inputSourceName, buildInfoId } =
    await hre.artifacts.readArtifact(contract);
  if (buildInfoId === undefined) throw new Error(`${contract} has no build info`);
  const { output, extents } = await readOutput(buildInfoId);
  const compiled = output.contracts[inputSourceName ?? sourceName]?.[contractName];
  if (compiled === undefined) throw new Error(`${contract} is not in its build info`);
  const { object, sourceMap } = compiled.evm.deployedBytecode;
  const places = readSourceMap(sourceMap);
  const instructions = instructionsByPlace(object);
  return (pc) => {
    const place = places[instructions.get(pc) ?? -1];
    if (place === undefined) throw new Error(`${contract} has no instruction at ${pc}`);
    return functionAt(place, extents);
  };
}

async function readOutput(buildInfoId: string) {
  const known = outputs.get(buildInfoId);
  if (known !== undefined) return known;
  const path = await hre.artifacts.getBuildInfoOutputPath(buildInfoId);
  if (path === undefined) throw new Error(`There is no output of build ${buildInfoId}`);
  const { output }: { output: Output } = JSON.parse(readFileSync(path, "utf8"));
  const extents = Object.values(output.sources).flatMap(({ ast }) => extentsIn(ast));
  const read = { output, extents };
  outputs.set(buildInfoId, read);
  return read;
}

/** Every function of a file, named with the contract or library that declares it. */
function extentsIn(file: Node): Extent[] {
  return childrenOf(file, "ContractDefinition").flatMap((contract) =>
    [
      ...childrenOf(contract, "FunctionDefinition"),
      ...childrenOf(contract, "ModifierDefinition"),
    ].map(({ name, kind, src = "" }) => {
      const [start = 0, length = 0, number = -1] = src.split(":").map(Number);
      const title = name === undefined || name === "" ? kind : name;
      return { name: `${contract.name}.${title}`, start, end: start + length, file: number };
    }),
  );
}

function childrenOf(node: Node, nodeType: string): Node[] {
  const nodes = Array.isArray(node.nodes) ? (node.nodes as Node[]) : [];
  return nodes.filter((child) => child.nodeType === nodeType);
}

function functionAt({ start, end, file }: Place, extents: readonly Extent[]): string {
  const around = extents.find(
    (extent) => extent.file === file && extent.start <= start && end <= extent.end,
  );
  return around?.name ?? NO_FUNCTION;
}

type Place = Omit<Extent, "name">;

/** The entries of a source map, of which each tells only what differs from the one before. */
function readSourceMap(sourceMap: string): Place[] {
  let [start, length, file] = [0, 0, -1];
  return sourceMap.split(";").map((entry) => {
    const [newStart, newLength, newFile] = entry.split(":");
    if (newStart) start = Number(newStart);
    if (newLength) length = Number(newLength);
    if (newFile) file = Number(newFile);
    return { start, end: start + length, file };
  });
}

const [PUSH0, PUSH32] = [0x5f, 0x7f];

/** The number of each instruction, by its place in the code. What a push holds is none. */
function instructionsByPlace(object: string): Map<number, number> {
  const bytes = Buffer.from(object, "hex");
  const numbers = new Map<number, number>();
  for (let pc = 0; pc < bytes.length; ) {
    numbers.set(pc, numbers.size);
    const opcode = bytes[pc] ?? 0;
    pc += 1 + (opcode > PUSH0 && opcode <= PUSH32 ? opcode - PUSH0 : 0);
  }
  return numbers;
}
