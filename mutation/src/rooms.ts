// Which tests concern which sources: the one place that says so. A mutant counts as noticed by these tests alone.

/** Tests that measure the code as it is deployed. That of a mutant is not optimized: it is larger and reads more. */
export const OF_OPTIMIZED_CODE =
  /reads (one slot|two slots) of storage|tells all 64 campaigns of full lists|checks a transfer against full lists|less than 500 gas a serial/;

/** Test files, and the contracts that they need compiled from the mutant; without a list, all that contain it. */
export interface Round {
  contracts?: string[];
  tests: string[];
}

interface Room {
  /** What the paths of its sources begin with. */
  sources: string;
  rounds: Round[];
}

const of = (folder: string, ...names: string[]) =>
  names.map((name) => `test/contracts/${folder}/${name}.test.ts`);

const DOSSIER = of("dossier", "Dossier", "permissions");
const RECALL = of("recall", "RecallRegistry");
const AUTHORITY = of("authority", "AuthorityRegistry");
const MODULES = of("registry", "RegistryModules");
const ISSUANCE = of("registry", "RobotIssuance", "RobotUnits");
const REGISTRY = of(
  "registry",
  "RobotLifecycle",
  "RobotOwnership",
  "RobotIssuance",
  "RobotUnits",
  "RegistrarOrders",
  "RobotFlags",
  "RobotRegistry",
  "Consents",
  "SignedActs",
);

/** The first that fits a source counts. */
export const ROOMS: Room[] = [
  {
    sources: "contracts/governance/Consortium.sol",
    rounds: [{ tests: of("governance", "Consortium", "ConsortiumGovernor") }],
  },
  {
    sources: "contracts/governance/",
    rounds: [{ tests: of("governance", "ConsortiumGovernor") }],
  },
  {
    sources: "contracts/authority/AuthorityRegistry.sol",
    rounds: [{ tests: [...AUTHORITY, ...RECALL, ...ISSUANCE] }],
  },
  {
    sources: "contracts/authority/",
    rounds: [
      { contracts: ["AuthorityRegistry"], tests: AUTHORITY },
      { tests: [...RECALL, ...DOSSIER] },
    ],
  },
  { sources: "contracts/recall/", rounds: [{ tests: RECALL }] },
  { sources: "contracts/dossier/", rounds: [{ tests: DOSSIER }] },
  {
    sources: "contracts/history/Anchors.sol",
    rounds: [{ tests: of("history", "Anchors") }],
  },
  {
    sources: "contracts/history/",
    rounds: [{ tests: [...MODULES, ...DOSSIER, ...RECALL, ...REGISTRY] }],
  },
  {
    sources: "contracts/words/",
    rounds: [{ tests: [...MODULES, ...DOSSIER, ...RECALL, ...REGISTRY, ...AUTHORITY] }],
  },
  {
    sources: "contracts/identifier/",
    rounds: [
      { contracts: ["RobotIdMock"], tests: of("identifier", "RobotId") },
      { contracts: ["AuthorityRegistry"], tests: AUTHORITY },
      { tests: [...ISSUANCE, ...RECALL] },
    ],
  },
  {
    sources: "contracts/registry/DeviceKey.sol",
    rounds: [{ tests: of("registry", "DeviceKey", "Consents", "RobotUnits") }],
  },
  { sources: "contracts/registry/RegistryModules.sol", rounds: [{ tests: MODULES }] },
  { sources: "contracts/registry/", rounds: [{ tests: REGISTRY }] },
];

/** The rounds of a source, the tests named as it is first. */
export function roundsOf(file: string): Round[] {
  const room = ROOMS.find(({ sources }) => file.startsWith(sources));
  if (room === undefined) throw new Error(`mutation/src/rooms.ts names no tests for ${file}`);
  const named = file.replace(/^contracts\/(.+)\.sol$/, "test/contracts/$1.test.ts");
  return room.rounds.map((round) => ({
    ...round,
    tests: [...round.tests].sort((a, b) => Number(b === named) - Number(a === named)),
  }));
}
