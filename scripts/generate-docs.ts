// Writes docs/events.md and docs/errors.md from the documentation of the interfaces, and into docs/permissions.md who may
// write which kind of entry; with --check says instead whether they are what it would write. An event, an error or a kind that is left out of these pages cannot exist.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { artifacts, tasks } from "hardhat";
import { isHistoryEvent, readVocabulary } from "./vocabulary.js";

/** The interfaces in the order of the pages, and the contract that emits and gives what each declares. */
const ROOMS = [
  ["IRobotId", "every contract that is given a code"],
  ["IEntryLog", "every contract that keeps a log"],
  ["IRobotHistory", "RobotRegistry"],
  ["IRobotIssuance", "RobotRegistry"],
  ["IRobotOwnership", "RobotRegistry"],
  ["IRobotLifecycle", "RobotRegistry"],
  ["IRobotRegistry", "RobotRegistry"],
  ["IERC5192", "RobotRegistry"],
  ["ISignedActs", "SignedActs"],
  ["IRobotFlags", "RobotFlags"],
  ["IRegistrarOrders", "RegistrarOrders"],
  ["ITransferPolicy", "RegistryModules, RecallRegistry"],
  ["IRegistryModule", "RecallRegistry, Dossier"],
  ["IRegistryModules", "RegistryModules"],
  ["IAuthorityRegistry", "AuthorityRegistry"],
  ["IRecallRegistry", "RecallRegistry"],
  ["IDossierEntries", "Dossier"],
  ["IDossierFirmware", "Dossier"],
  ["IDossierCertificates", "Dossier"],
  ["IDossier", "Dossier"],
  ["IConsortium", "Consortium"],
  ["IConsortiumGovernor", "ConsortiumGovernor"],
  ["IAnchors", "Anchors"],
] as const;

const INTERFACES = "contracts/interfaces";

/** Kinds of entries about other subjects than robots: in whose log, of which enumeration, and about what each is. */
const LOGS = [
  {
    contract: "RobotRegistry",
    interface: "IRobotHistory",
    enumeration: "HistoryKind",
    subjects: { LotIssued: "model", ListIssued: "model", ApprovalForAll: "account" },
    events: {},
  },
  {
    contract: "SignedActs",
    interface: "ISignedActs",
    enumeration: "SignedActKind",
    subjects: { ConsentRevoked: "account", ConsentsRevoked: "account" },
    events: {},
  },
  {
    contract: "AuthorityRegistry",
    interface: "IAuthorityRegistry",
    enumeration: "AuthorityKind",
    subjects: {
      ManufacturerAdmitted: "manufacturer",
      ManufacturerStatusChanged: "manufacturer",
      ManufacturerAccountProposed: "manufacturer",
      ManufacturerAccountRotated: "manufacturer",
      ManufacturerCompromised: "manufacturer",
      SuccessorNamed: "manufacturer",
      SuccessionCountersigned: "manufacturer",
      SuccessionWithdrawn: "manufacturer",
      SuccessionAccepted: "manufacturer",
      ModelRegistered: "model",
      ModelApproved: "model",
      ModelApprovalWithdrawn: "model",
      Accredited: "account",
      AccreditationWithdrawn: "account",
      AttestationsVoided: "manufacturer",
    },
    events: {},
  },
  {
    contract: "RecallRegistry",
    interface: "IRecallRegistry",
    enumeration: "CampaignKind",
    subjects: {
      CampaignOpened: "campaign",
      UnitsMarked: "campaign",
      CampaignClosed: "campaign",
      CampaignSuspended: "campaign",
    },
    events: {},
  },
  {
    contract: "Dossier",
    interface: "IDossierFirmware",
    enumeration: "ReleaseKind",
    subjects: { ReleasePublished: "model", ReleaseWithdrawn: "model" },
    events: {},
  },
  {
    contract: "Consortium",
    interface: "IConsortium",
    enumeration: "ConsortiumKind",
    subjects: {
      SeatAdmitted: "seat",
      SeatExpelled: "seat",
      SeatResigned: "seat",
      AuthorityProposed: "seat",
      AuthorityVetoed: "seat",
      AuthorityRotated: "seat",
      RecoveryProposed: "seat",
      RecoveryVetoed: "seat",
      RecoveryRotated: "seat",
      ValidatorRotated: "seat",
      CountryAssigned: "country",
      CountryReleased: "country",
      ResignationAllowed: "seat",
      ManagerSet: "zero",
    },
    events: { ManagerSet: "AuthorityUpdated" },
  },
  {
    contract: "ConsortiumGovernor",
    interface: "IConsortiumGovernor",
    enumeration: "GovernorKind",
    subjects: {
      Proposed: "proposal",
      Voted: "proposal",
      SupportWithdrawn: "proposal",
      Queued: "proposal",
      Executed: "proposal",
      Canceled: "proposal",
      VotingDelaySet: "zero",
      VotingPeriodSet: "zero",
      ProposalThresholdSet: "zero",
      TimelockChanged: "zero",
    },
    events: {
      Proposed: "ProposalCreated",
      Voted: "VoteCast, VoteCastWithParams",
      Queued: "ProposalQueued",
      Executed: "ProposalExecuted",
      Canceled: "ProposalCanceled",
      TimelockChanged: "TimelockChange",
    },
  },
  {
    contract: "RegistryModules",
    interface: "IRegistryModules",
    enumeration: "ModulesKind",
    subjects: {
      ModuleSet: "kind space",
      TransferPolicyAdded: "account",
      TransferPolicyRemoved: "account",
      ResolverSet: "zero",
      ManagerSet: "zero",
    },
    events: { ManagerSet: "AuthorityUpdated" },
  },
] as const;

/** How a subject is written as 32 bytes. */
const SUBJECTS = [
  ["manufacturer", "its 6 characters, then zero bytes"],
  ["model", "its 12 characters, then zero bytes"],
  ["country", "its 2 characters, then zero bytes"],
  ["account", "zero bytes, then its 20 bytes; a transfer policy in the same way"],
  ["seat, campaign, proposal, kind space", "its number, big-endian"],
  ["zero", "32 zero bytes: the rules of deciding, the resolver, the access manager"],
] as const;

type Input = { name: string; type: string; indexed?: boolean; components?: Input[] };
type Item = { type: string; name: string; inputs: Input[] };
type Doc = { notice?: string; params?: Record<string, string> };
type Room = { name: string; contract: string; items: { item: Item; doc: Doc }[] };

const typeOf = ({ type, components }: Input): string =>
  components ? `(${components.map(typeOf).join(",")})${type.slice("tuple".length)}` : type;
const signatureOf = ({ name, inputs }: Item) => `${name}(${inputs.map(typeOf).join(",")})`;
/** What an interface declares itself, with its documentation. */
async function readRooms(kind: "event" | "error"): Promise<Room[]> {
  const listed: readonly string[] = ROOMS.map(([name]) => name);
  for (const file of readdirSync(INTERFACES)) {
    const name = file.replace(/[.]sol$/, "");
    if (!listed.includes(name)) throw new Error(`${name} has no room on these pages`);
  }
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

/** Names of the typed events of entries about other subjects than robots. */
const logged = new Set<string>(
  LOGS.flatMap(({ subjects, events }) =>
    Object.keys(subjects).map((kind) => (events as Record<string, string>)[kind] ?? kind),
  ),
);

function payloadOf(item: Item): string[] {
  if (!isHistoryEvent(item) && !logged.has(item.name)) return [];
  const fields = isHistoryEvent(item) ? item.inputs.slice(2) : item.inputs;
  const names = fields.map(({ name }) => name).join(", ");
  const types = fields.map(typeOf).join(", ");
  return ["", `\`payloadDigest = keccak256(abi.encode(${names}))\`, types \`${types}\``];
}

/** The kinds of an enumeration with their numbers, `None` left out. */
function kindsOf(of: { interface: string; enumeration: string }): [kind: string, number: number][] {
  const name = `${of.interface}.${of.enumeration}`;
  const members = vocabulary.enums.find((one) => one.name === name)?.members ?? [];
  return members.map((kind, number) => [kind, number] as [string, number]).slice(1);
}

function kindTable(): string[] {
  const rows = vocabulary.kinds.map(
    ({ number, contract, name, event }) => `| ${number} | ${contract} | ${name} | \`${event}\` |`,
  );
  return ["| kind | contract | name | typed event |", "| --- | --- | --- | --- |", ...rows];
}

/** The kinds of entries about other subjects; every kind of every log is in it or among those about robots. */
async function logTable(): Promise<string[]> {
  const rows: string[] = [];
  for (const log of LOGS) {
    const { abi } = await artifacts.readArtifact(log.contract);
    const subjects: Record<string, string> = log.subjects;
    const renamed: Record<string, string> = log.events;
    // The registry numbers its kinds about robots in the same enum.
    const found = kindsOf(log).filter(
      ([kind]) =>
        kind in subjects ||
        log.contract !== "RobotRegistry" ||
        !vocabulary.kinds.some(({ name }) => name === kind),
    );
    if (found.length < Object.keys(subjects).length) {
      throw new Error(`${log.enumeration} lacks a kind of ${Object.keys(subjects)}`);
    }
    for (const [kind, number] of found) {
      const events = (renamed[kind] ?? kind).split(", ");
      for (const event of events) {
        if (!(abi as Item[]).some(({ type, name }) => type === "event" && name === event)) {
          throw new Error(`${log.contract} has no event ${event}`);
        }
      }
      const subject = subjects[kind];
      if (!subject) throw new Error(`${log.enumeration}: nothing says what ${kind} is about`);
      const named = events.map((event) => `\`${event}\``).join(", ");
      rows.push(`| ${log.contract} | ${number} | ${kind} | ${subject} | ${named} |`);
    }
  }
  return [
    "| log of | kind | name | subject | typed event |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ];
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
    "What the contracts emit, for those who read the chain. Each contract that keeps a log commits to all of its entries",
    "with one head. A reader of events alone can rebuild that head, and the head of every robot's history, and compare them",
    "with what `log` and `historyOf` answer: an entry that was left out, altered or moved shows.",
    "",
    "## Entries, chains and logs",
    "",
    `Logs are kept by ${[...new Set(LOGS.map(({ contract }) => contract))].join(", ")}.`,
    "RegistrarOrders and RobotFlags write about robots only, and their entries are in the log of RobotRegistry. So are the",
    "entries about robots of the modules RecallRegistry and Dossier, whose own logs hold what is about campaigns and releases.",
    "",
    "One event announces every entry: `Recorded(subject, kind, actor, seq, timestamp, payloadDigest, head)`, emitted by the",
    "contract whose log takes the entry.",
    "",
    "- **Chain of a subject.** `head' = keccak256(abi.encode(head, seq, kind, actor, timestamp, payloadDigest))`, types",
    "  `bytes32, uint256, uint16, address, uint40, bytes32`. `seq` counts from 1 within the subject. The chain begins with",
    "  zero, and of each head the first 27 bytes are kept: the last five are zero. Chains of robots differ, see below.",
    "  `historyOf(subject)` gives the last head and `seq`.",
    "- **Log of a contract.** `logHead' = first 27 bytes of keccak256(abi.encode(logHead, subject, head'))`, types",
    "  `bytes32, bytes32, bytes32`, where `head'` is the head that `Recorded` carries. It begins with zero. `log()` gives the",
    "  number of entries and the last head. What the constructors recorded is in it too.",
    "- **Payload.** About a robot, see below. About any other subject, `payloadDigest = keccak256(abi.encode(parameters))`:",
    "  all parameters of the typed event, indexed or not, in their order. The typed event is the log of the same contract",
    "  directly before its `Recorded` (log index minus one).",
    "",
    "| subject | as 32 bytes |",
    "| --- | --- |",
    ...SUBJECTS.map((row) => `| ${row.join(" | ")} |`),
    "",
    "Events of the standards repeat what an entry says, and are in no log: `Transfer` and `Approval` of ERC-721, `Locked` and",
    "`Unlocked` of ERC-5192, `DelegateChanged` and `DelegateVotesChanged` of the votes.",
    "`TimelockController` and `AccessManager` are OpenZeppelin's and keep no log.",
    "",
    "## Rebuilding the history of a robot",
    "",
    "1. The chain begins with the issuance, from `LotIssued` or `ListIssued`:",
    "   `head = keccak256(abi.encode(chainId, registry, id, lot, issuedAt, unitsRoot))`, types",
    "   `uint256, address, bytes32, bytes32, uint40, bytes32`, `seq = 0`. A unit belongs to the lot whose range holds its",
    "   counter, or whose list names its serial.",
    "2. Each `Recorded` of the registry whose subject is the robot's code has the next `seq` and the next `head`, by the",
    "   formula above. All 32 bytes of it are kept.",
    "3. Each has one typed event with the same `id` and `seq`, both indexed and first. A companion or a module may have",
    "   emitted it, in the same transaction. Its fields after those two, in their order, encoded with `abi.encode` and hashed,",
    "   are the `payloadDigest`.",
    "",
    "## Kinds of entries about robots",
    "",
    "`kind = space × 256 + local kind`. Space 0 is the registry and its companions, 1 the recalls, 2 the dossier.",
    "",
    ...kindTable(),
    "",
    "## Kinds of entries about other subjects",
    "",
    ...(await logTable()),
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
    "are in their documentation.",
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

const KINDS_BEGIN = "<!-- generated: kinds of the dossier -->";
const KINDS_END = "<!-- end: kinds of the dossier -->";

/** The page of permissions with the table of the kinds of the dossier rebuilt. */
function permissionsPage(): string {
  const page = readFileSync(join("docs", "permissions.md"), "utf8");
  const [before, rest = ""] = page.split(KINDS_BEGIN);
  const after = rest.split(KINDS_END)[1];
  if (after === undefined) throw new Error(`docs/permissions.md has no ${KINDS_BEGIN}`);
  const capacities =
    vocabulary.enums.find(({ name }) => name === "Capacity")?.members.slice(1) ?? [];
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [
    row(["kind", ...capacities]),
    row(["---", ...capacities.map(() => "---")]),
    ...vocabulary.dossierKinds.map(({ number, name, writers }) =>
      row([`${number} ${name}`, ...capacities.map((one) => (writers.includes(one) ? "x" : ""))]),
    ),
  ];
  return `${before}${KINDS_BEGIN}\n\n${table.join("\n")}\n\n${KINDS_END}${after}`;
}

await tasks.getTask("build").run({ noTests: true, quiet: true });
const vocabulary = await readVocabulary();
mkdirSync("docs", { recursive: true });
for (const [file, page] of [
  ["events.md", await eventsPage()],
  ["errors.md", await errorsPage()],
  ["permissions.md", permissionsPage()],
] as const) {
  const path = join("docs", file);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, page);
  } else if (readFileSync(path, "utf8") !== page) {
    console.error(`${path} is not what the contracts say: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}
