// Writes docs/events.md and docs/errors.md from the documentation of the interfaces; with --check says instead whether they
// are what it would write. An event, an error or a kind that is left out of these pages cannot exist.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { artifacts, tasks } from "hardhat";

/** The interfaces in the order of the pages, and the contract that emits and gives what each declares. */
const ROOMS = [
  ["IRobotId", "every contract that is given a code"],
  ["IRobotHistory", "RobotRegistry"],
  ["IRobotIssuance", "RobotRegistry"],
  ["IRobotOwnership", "RobotRegistry"],
  ["IRobotLifecycle", "RobotRegistry"],
  ["IRobotRegistry", "RobotRegistry"],
  ["IERC5192", "RobotRegistry"],
  ["IRobotFlags", "RobotFlags"],
  ["IRegistrarOrders", "RegistrarOrders"],
  ["IRegistryModules", "RegistryModules"],
  ["IAuthorityRegistry", "AuthorityRegistry"],
  ["IRecallRegistry", "RecallRegistry"],
  ["IDossierEntries", "Dossier"],
  ["IDossierFirmware", "Dossier"],
  ["IDossierCertificates", "Dossier"],
  ["IDossier", "Dossier"],
  ["IConsortium", "Consortium"],
  ["IConsortiumGovernor", "ConsortiumGovernor"],
] as const;

/** Kind spaces, the enumeration of each, and the events that do not bear the name of their kind. */
const SPACES = [
  {
    space: 0,
    file: "contracts/interfaces/IRobotHistory.sol",
    enumeration: "HistoryKind",
    contract: "RobotRegistry, RobotFlags, RegistrarOrders",
    events: { Transferred: "RobotTransferred", Scrapped: "RobotScrapped" },
  },
  {
    space: 1,
    file: "contracts/interfaces/IRecallRegistry.sol",
    enumeration: "RecallKind",
    contract: "RecallRegistry",
    events: {},
  },
  {
    space: 2,
    file: "contracts/interfaces/IDossierEntries.sol",
    enumeration: "Kind",
    contract: "Dossier",
    events: {
      Hardware: "DocumentRecorded",
      FactoryFiling: "DocumentRecorded",
      IntelligenceGrade: "IntelligenceGraded",
      SoftwareRelease: "ReleaseInstalled",
      Training: "TrainingRecorded",
      Service: "DocumentRecorded",
      Inspection: "DocumentRecorded",
      Certificate: "CertificateIssued",
      Incident: "DocumentRecorded",
      TelemetryAnchor: "TelemetryAnchored",
      Insurance: "DocumentRecorded",
      Correction: "Corrected",
      Brand: "Branded",
    },
  },
] as const;

type Input = { name: string; type: string; indexed?: boolean; components?: Input[] };
type Item = { type: string; name: string; inputs: Input[] };
type Doc = { notice?: string; params?: Record<string, string> };
type Room = { name: string; contract: string; items: { item: Item; doc: Doc }[] };

const typeOf = ({ type, components }: Input): string =>
  components ? `(${components.map(typeOf).join(",")})${type.slice("tuple".length)}` : type;
const signatureOf = ({ name, inputs }: Item) => `${name}(${inputs.map(typeOf).join(",")})`;
const isHistory = ({ inputs: [id, seq] }: Item) =>
  id?.name === "id" && id.indexed === true && seq?.name === "seq" && seq.indexed === true;

/** What an interface declares itself, with its documentation. */
async function readRooms(kind: "event" | "error"): Promise<Room[]> {
  const rooms: Room[] = [];
  const declared = new Set<string>();
  for (const [name, contract] of ROOMS) {
    const { abi, inputSourceName } = await artifacts.readArtifact(name);
    const id = await artifacts.getBuildInfoId(name);
    const path = id && (await artifacts.getBuildInfoOutputPath(id));
    if (!path || !inputSourceName) throw new Error(`${name} was not compiled`);
    const { output } = JSON.parse(readFileSync(path, "utf8"));
    const { userdoc, devdoc } = output.contracts[inputSourceName][name];
    const items = (abi as Item[])
      .filter((item) => item.type === kind && !declared.has(signatureOf(item)))
      .map((item) => {
        declared.add(signatureOf(item));
        const signature = signatureOf(item);
        const ofKind = (doc: Record<string, Record<string, unknown>>) => {
          const found = doc[`${kind}s`]?.[signature];
          return (Array.isArray(found) ? found[0] : found) as Doc | undefined;
        };
        const doc = { ...ofKind(userdoc), ...ofKind(devdoc) };
        if (!doc.notice) throw new Error(`${name}: ${signature} has no @notice`);
        return { item, doc };
      });
    if (items.length > 0) rooms.push({ name, contract, items });
  }
  return rooms;
}

function parameters({ item, doc }: Room["items"][number]): string[] {
  if (item.inputs.length === 0) return [];
  return [
    "",
    "| parameter | type | meaning |",
    "| --- | --- | --- |",
    ...item.inputs.map((input) => {
      const type = `\`${typeOf(input)}\`${input.indexed ? ", indexed" : ""}`;
      return `| \`${input.name}\` | ${type} | ${(doc.params?.[input.name] ?? "").replaceAll("|", "\\|")} |`;
    }),
  ];
}

function payloadOf(item: Item): string[] {
  if (!isHistory(item)) return [];
  const fields = item.inputs.slice(2);
  const names = fields.map(({ name }) => name).join(", ");
  const types = fields.map(typeOf).join(", ");
  return ["", `\`payloadDigest = keccak256(abi.encode(${names}))\`, types \`${types}\``];
}

function kindTable(rooms: Room[]): string[] {
  const events = rooms.flatMap(({ items }) => items.map(({ item }) => item)).filter(isHistory);
  const named = new Set<string>();
  const rows = SPACES.flatMap(({ space, file, enumeration, contract, events: renamed }) => {
    const body = readFileSync(file, "utf8").match(
      new RegExp(`enum ${enumeration} \\{([^}]*)\\}`),
    )?.[1];
    const kinds = body?.split(",").map((kind) => kind.trim()) ?? [];
    return kinds.slice(1).map((kind, index) => {
      const event = (renamed as Record<string, string>)[kind] ?? kind;
      if (!events.some(({ name }) => name === event)) throw new Error(`no event ${event}`);
      named.add(event);
      return `| ${space * 256 + index + 1} | ${contract} | ${kind} | \`${event}\` |`;
    });
  });
  const missing = events.filter(({ name }) => !named.has(name));
  if (missing.length > 0) throw new Error(`no kind for ${missing.map(({ name }) => name)}`);
  return ["| kind | contract | name | typed event |", "| --- | --- | --- | --- |", ...rows];
}

const header = (title: string) => [
  "<!-- Generated from contracts/interfaces by `npm run generate`. Do not edit: change the interfaces. -->",
  "",
  `# ${title}`,
  "",
];

async function eventsPage(): Promise<string> {
  const rooms = await readRooms("event");
  return [
    ...header("Events"),
    "What the contracts emit, for whoever reads the chain. A reader of events alone can rebuild the head of every robot's",
    "history and compare it with `historyOf` of the registry: an entry that was left out or altered shows.",
    "",
    "## Rebuilding a history",
    "",
    "1. The chain begins with the issuance, from `LotIssued` or `ListIssued`:",
    "   `head = keccak256(abi.encode(chainId, registry, id, lot, issuedAt, unitsRoot))`, types",
    "   `uint256, address, bytes32, bytes32, uint40, bytes32`, `seq = 0`. A unit belongs to the lot whose range holds its",
    "   counter, or whose list names its serial.",
    "2. Each `Recorded` of the robot, in the order of the log, has the next `seq`, and",
    "   `head = keccak256(abi.encode(head, seq, kind, actor, timestamp, payloadDigest))`, types",
    "   `bytes32, uint256, uint16, address, uint40, bytes32`. It must equal the `head` it carries.",
    "3. Each `Recorded` has one typed event with the same `id` and `seq`. Its fields after those two, in their order,",
    "   encoded with `abi.encode` and hashed, are the `payloadDigest`: for every typed event, without exception.",
    "",
    "Typed events are told by their first two parameters, `id` and `seq`, both indexed.",
    "",
    "## Kinds",
    "",
    "`kind = space × 256 + local kind`. Space 0 is the registry and its companions, 1 the recalls, 2 the dossier.",
    "",
    ...kindTable(rooms),
    ...rooms.flatMap(({ name, contract, items }) => [
      "",
      `## ${contract}: ${name}`,
      ...items.flatMap((entry) => [
        "",
        `### ${entry.item.name}`,
        "",
        entry.doc.notice ?? "",
        ...parameters(entry),
        ...payloadOf(entry.item),
      ]),
    ]),
    "",
  ].join("\n");
}

async function errorsPage(): Promise<string> {
  const rooms = await readRooms("error");
  return [
    ...header("Errors"),
    "Every refusal of the contracts is one of these custom errors and carries the value that was refused. The first word",
    "names the contract it belongs to. The errors of OpenZeppelin's contracts (ERC-721, access manager, governor, timelock)",
    "stand in their documentation.",
    ...rooms.flatMap(({ name, contract, items }) => [
      "",
      `## ${contract}: ${name}`,
      ...items.flatMap((entry) => [
        "",
        `### ${entry.item.name}`,
        "",
        entry.doc.notice ?? "",
        ...parameters(entry),
      ]),
    ]),
    "",
  ].join("\n");
}

await tasks.getTask("build").run({ noTests: true, quiet: true });
mkdirSync("docs", { recursive: true });
for (const [file, page] of [
  ["events.md", await eventsPage()],
  ["errors.md", await errorsPage()],
] as const) {
  const path = join("docs", file);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, page);
  } else if (readFileSync(path, "utf8") !== page) {
    console.error(`${path} is not what the interfaces say: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
