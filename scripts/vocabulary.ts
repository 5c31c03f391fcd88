// Reads the vocabulary of the registry from the syntax trees that the compiler wrote: its enums, the kinds of entries of a
// robot's history, and the typed event of each kind.
import { existsSync, readFileSync } from "node:fs";
import { CONTRACT_NAMES, type ContractName } from "@openrobotid/deployment/file";
import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { nodesOf as allNodesOf, type Node } from "@openrobotid/mutation/tree";
import { artifacts } from "hardhat";

/** An enum of the contracts. */
export type Enum = {
  /** As the ABI calls it, without `enum`: `IRobotFlags.Flag`. */
  name: string;
  /** Its members in the order of their numbers, as Solidity writes them. */
  members: string[];
};

/** A kind of entries of a robot's history. */
export type Kind = {
  /** `space × 256 + local kind`. */
  number: number;
  space: number;
  /** As Solidity writes it. */
  name: string;
  /** The contract that emits the typed event. */
  contract: ContractName;
  /** Name of the typed event. */
  event: string;
};

/** A kind of entries of the dossier. */
export type DossierKind = {
  number: number;
  /** As Solidity writes it. */
  name: string;
  /** The capacities that may write it, as Solidity writes them. */
  writers: string[];
  /** Whether its content is a document and nothing else. */
  isDocument: boolean;
};

export type Vocabulary = { enums: Enum[]; kinds: Kind[]; dossierKinds: DossierKind[] };

/** The enum that numbers the kinds of each space. */
const KIND_ENUMS = {
  RobotRegistry: "IRobotHistory.HistoryKind",
  RecallRegistry: "IRecallRegistry.RecallKind",
  Dossier: "EntryKind",
} as const satisfies Record<keyof typeof KIND_SPACES, string>;

/** The event of the kinds that are documents. */
const DOCUMENT_EVENT = "DocumentRecorded";

type Input = { name: string; indexed?: boolean; internalType?: string };
type Item = { type: string; name: string; inputs?: Input[] };

/** Every node of a type in a tree. */
const nodesOf = (tree: Node, nodeType: string): Node[] =>
  [...allNodesOf(tree)].filter((node) => node.nodeType === nodeType);

/** A contract that did not have to be compiled again may have been compiled beside sources that have changed since. */
function isOfNow(source: string, content: string): boolean {
  if (!source.startsWith("project/")) return true;
  const file = source.slice("project/".length);
  return existsSync(file) && readFileSync(file, "utf8") === content;
}

/** The sources from which the contracts of the registry were compiled, by path. */
async function readTrees(): Promise<Map<string, Node>> {
  const trees = new Map<string, Node>();
  const ids = await Promise.all(CONTRACT_NAMES.map((name) => artifacts.getBuildInfoId(name)));
  for (const id of new Set(ids)) {
    const given = id && (await artifacts.getBuildInfoPath(id));
    const made = id && (await artifacts.getBuildInfoOutputPath(id));
    if (!given || !made) throw new Error("The contracts were not compiled.");
    const { input } = JSON.parse(readFileSync(given, "utf8"));
    const { sources } = JSON.parse(readFileSync(made, "utf8")).output;
    for (const [source, { ast }] of Object.entries(sources as Record<string, { ast: Node }>)) {
      if (isOfNow(source, input.sources[source].content)) trees.set(source, ast);
    }
  }
  return trees;
}

/** The contracts that are deployed, and all that they inherit from, by name. */
function registryContracts(trees: Map<string, Node>): Set<string> {
  const contracts = new Map(
    [...trees.values()]
      .flatMap((tree) => nodesOf(tree, "ContractDefinition"))
      .map((node) => [String(node.name), node]),
  );
  const found = new Set<string>();
  const add = (name: string) => {
    const node = contracts.get(name);
    if (!node || found.has(name)) return;
    found.add(name);
    for (const base of node.baseContracts as { baseName: Node }[]) add(String(base.baseName.name));
  };
  for (const name of CONTRACT_NAMES) add(name);
  return found;
}

/** The enums of our sources, and those of other contracts that ours inherit from. */
function readEnums(trees: Map<string, Node>): Enum[] {
  const contracts = registryContracts(trees);
  const enums = [...trees].flatMap(([source, tree]) =>
    nodesOf(tree, "EnumDefinition")
      .map((node) => ({
        name: String(node.canonicalName),
        members: (node.members as Node[]).map(({ name }) => String(name)),
      }))
      .filter(
        ({ name }) =>
          source.startsWith("project/contracts/") || contracts.has(name.split(".")[0] ?? ""),
      ),
  );
  return enums.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether an event is about one entry of a robot's history. */
export const isHistoryEvent = ({ type, inputs: [id, seq] = [] }: Item): boolean =>
  type === "event" &&
  id?.name === "id" &&
  id.indexed === true &&
  seq?.name === "seq" &&
  seq.indexed === true;

/** The members of an enum that an expression names, casts aside. */
function membersIn(expression: Node, name: string): string[] {
  return nodesOf(expression, "MemberAccess")
    .filter(({ expression: of }) => {
      const { typeString } = (of as Node).typeDescriptions as { typeString?: string };
      return typeString === `type(enum ${name})`;
    })
    .map(({ memberName }) => String(memberName));
}

/** Which events the functions emit that append an entry of a kind, by kind. */
function emittedWith(functions: readonly Node[], name: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const body of functions) {
    const kinds = nodesOf(body, "FunctionCall")
      .filter(({ expression }) => /^_(append|record)/.test(String((expression as Node).name)))
      .flatMap((call) =>
        (call.arguments as Node[]).flatMap((argument) => membersIn(argument, name)),
      );
    const events = nodesOf(body, "EmitStatement").map(({ eventCall }) => {
      const { expression } = eventCall as { expression: Node };
      return String(expression.name ?? expression.memberName);
    });
    for (const kind of kinds) found.set(kind, new Set([...(found.get(kind) ?? []), ...events]));
  }
  return found;
}

/**
 * The kinds of all spaces. The typed event of a kind is the event of its name; or else the one that the function emits which
 * appends the entry; or else the one that says itself of which kind it is.
 *
 * @throws Error where a kind has no typed event or several, or a typed event has no kind.
 */
async function readKinds(trees: Map<string, Node>, enums: readonly Enum[]): Promise<Kind[]> {
  const functions = [...trees]
    .filter(([source]) => source.startsWith("project/contracts/"))
    .flatMap(([, tree]) => nodesOf(tree, "FunctionDefinition"));
  const events = new Map<string, Item & { contract: ContractName }>();
  const others = new Set<string>();
  for (const contract of CONTRACT_NAMES) {
    for (const item of (await artifacts.readArtifact(contract)).abi as Item[]) {
      if (isHistoryEvent(item)) events.set(item.name, { ...item, contract });
      else if (item.type === "event") others.add(item.name);
    }
  }
  const kinds: Kind[] = [];
  for (const [owner, space] of Object.entries(KIND_SPACES)) {
    const name = KIND_ENUMS[owner as keyof typeof KIND_SPACES];
    const { members } = enums.find((one) => one.name === name) ?? { members: [] };
    const emitted = emittedWith(functions, name);
    for (const [local, kind] of members.entries()) {
      // An entry about another subject than a robot, e.g. about a model.
      if (local === 0 || (!events.has(kind) && others.has(kind))) continue;
      const beside = [...(emitted.get(kind) ?? [])].filter((event) => events.has(event));
      const telling = [...events.values()]
        .filter(({ inputs }) =>
          inputs?.some((input) => input.name === "kind" && input.internalType === `enum ${name}`),
        )
        .map((event) => event.name);
      const found = [[kind].filter((event) => events.has(event)), beside, telling];
      const [event, ...more] = found.find(({ length }) => length > 0) ?? [];
      const contract = events.get(event ?? "")?.contract;
      if (!event || !contract || more.length > 0) {
        throw new Error(
          `${name}.${kind}: expected one typed event, of its name or emitted where the entry is appended, found ${[event, ...more].join(", ") || "none"}.`,
        );
      }
      kinds.push({ number: space * 256 + local, space, name: kind, contract, event });
    }
  }
  const unnamed = [...events.keys()].filter((event) => !kinds.some((kind) => kind.event === event));
  if (unnamed.length > 0) throw new Error(`No kind has the typed event ${unnamed.join(", ")}.`);
  return kinds;
}

/** Where the kinds of the dossier are, with what there is to say of each. */
const ENTRY_KINDS = "project/contracts/dossier/EntryKind.sol";
/** A word of the table of writers has 16 bits for each of so many kinds. */
const KINDS_A_WORD = 16;

/**
 * The kinds of the dossier, as the constants beside their enum say.
 *
 * @throws Error where the table of writers leaves out a kind or has it in the wrong word, and where a kind is neither a
 *   document nor has an event of its own.
 */
function readDossierKinds(
  trees: Map<string, Node>,
  enums: readonly Enum[],
  kinds: readonly Kind[],
): DossierKind[] {
  const name = KIND_ENUMS.Dossier;
  const membersOf = (of: string) => enums.find((one) => one.name === of)?.members ?? [];
  const tree = trees.get(ENTRY_KINDS);
  if (!tree) throw new Error(`${ENTRY_KINDS} was not compiled.`);
  const constants = new Map(
    nodesOf(tree, "VariableDeclaration").map((node) => [String(node.name), node.value as Node]),
  );
  const shifts = ["_WRITERS", "_WRITERS_FROM_16"].flatMap((constant, word) =>
    nodesOf(constants.get(constant) as Node, "BinaryOperation")
      .filter(({ operator }) => operator === "<<")
      .map((node) => ({ word, left: node.leftExpression as Node, right: node.rightExpression })),
  );
  const documents = membersIn(constants.get("DOCUMENTS") as Node, name);
  return membersOf(name)
    .slice(1)
    .map((kind, index) => {
      const number = index + 1;
      const found = shifts.filter(({ right }) => membersIn(right as Node, name).includes(kind));
      const word = Math.trunc(number / KINDS_A_WORD);
      if (found.length !== 1 || found[0]?.word !== word) {
        throw new Error(
          `${ENTRY_KINDS}: expected one line of ${word === 0 ? "_WRITERS" : "_WRITERS_FROM_16"} to say who may write ${kind}.`,
        );
      }
      const writers = [found[0].left, ...nodesOf(found[0].left, "Identifier")]
        .map((node) => constants.get(String(node.name)))
        .flatMap((value) => (value ? membersIn(value, "Capacity") : []));
      const isDocument = documents.includes(kind);
      const { event } = kinds.find((one) => one.name === kind) ?? {};
      if (isDocument !== (event === DOCUMENT_EVENT)) {
        throw new Error(
          `${ENTRY_KINDS}: expected ${kind} either in DOCUMENTS or with an event of its own, found ${isDocument ? `both it and ${event}` : "neither"}.`,
        );
      }
      const sorted = membersOf("Capacity").filter((capacity) => writers.includes(capacity));
      return { number, name: kind, writers: sorted, isDocument };
    });
}

/** Reads the vocabulary of the contracts as compiled last. */
export async function readVocabulary(): Promise<Vocabulary> {
  const trees = await readTrees();
  const enums = readEnums(trees);
  const kinds = await readKinds(trees, enums);
  return { enums, kinds, dossierKinds: readDossierKinds(trees, enums, kinds) };
}
