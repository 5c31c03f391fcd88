// A case for every command that writes: who may do it in the sandbox, what has to happen before, and how the registry
// refuses it to others.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deviceKeyFile, folder, manifests, party, time } from "@openrobotid/testkit/sandbox";
import { answers } from "./run.js";

/** One command that writes. */
export interface WriteCase {
  /** The call, without global options. `{…}` stands for what `before` gave. */
  readonly line: string;
  /** Party that may do it. */
  readonly as: string;
  /** What has to happen before; what it gives is put into the line. */
  readonly before?: () => Promise<Readonly<Record<string, unknown>>>;
  /** The error that refuses it to somebody unknown; or to the same party, a second time; nothing where anybody may. */
  readonly refused?: string | { readonly again: string };
}

const TERN = "CN-BH01-TERN03-25W0700000000";
const DAY = 24 * 60 * 60;
const IMAGE = `0x${"c3".repeat(32)}`;
const DIGEST = `0x${"5e".repeat(32)}`;

/** The address of a party. */
const at = (key: string) => party(key).address;

/** Somebody does something that succeeds; gives what the first event says. */
export async function does(as: string, line: string): Promise<Record<string, unknown>> {
  const { events } = await answers<{ events: Record<string, unknown>[] }>(line, { as });
  return events[0] ?? {};
}

const proposed = async () => {
  const { proposalId } = await does(
    "es",
    "governance propose set-resolver https://other.example --description Move",
  );
  return { proposal: String(proposalId) };
};
const voting = async () => {
  const { proposal } = await proposed();
  await time.increase(DAY + 1);
  return { proposal };
};
const passed = async () => {
  const { proposal } = await voting();
  for (const seat of ["cn", "es", "mx", "de"]) await does(seat, `governance vote ${proposal} for`);
  await time.increase(7 * DAY);
  return { proposal };
};
const queued = async () => {
  const { proposal } = await passed();
  await does("stranger", `governance queue ${proposal}`);
  await time.increase(2 * DAY + 1);
  return { proposal };
};

const ordered = async () => {
  const { order } = await does(
    "es",
    `order propose ${TERN}0001 transfer --beneficiary ${at("stranger")} --commitment ${DIGEST}`,
  );
  return { order: String(order) };
};
const objected = async () => {
  const { order } = await ordered();
  await does("hospital", `order object ${order} --commitment ${DIGEST}`);
  return { order };
};
const ripe = async () => {
  const { order } = await ordered();
  await time.increase(30 * DAY + 1);
  return { order };
};

const marked = () =>
  does(
    "beihu",
    "recall open --model CN-BH01-TERN03 --severity advisory --campaign-number BHM-26-09 --component Knee --summary S --consequence C --remedy R",
  );

const named = () =>
  does("lira", `operator name ${TERN}0003 --account ${at("cuidados")} --until 2030-01-01`);

let files = 0;
const fresh = () => {
  files += 1;
  return `file-${files}.json`;
};

const bound = async () => {
  const key = deviceKeyFile(`another computer ${fresh()}`);
  const binding = fresh();
  await answers(
    `device bind ${TERN}0002 --holder ${at("hotel")} --device-key '${key}' --out ${binding}`,
  );
  const attestation = fresh();
  await answers(
    `device attest ${TERN}0002 --binding ${binding} --commitment ${DIGEST} --deadline 2030-01-01 --out ${attestation}`,
    { as: "beihu" },
  );
  return { binding, attestation };
};

const certified = () =>
  does(
    "faro",
    `record certificate issue ${TERN}0001 --as inspector --jurisdiction ES --scope 'ISO 13482' --expiry 2030-01-01 --commitment ${DIGEST}`,
  );

const offered = () => does("hotel", `scrap offer ${TERN}0002 --recycler ${at("norte")}`);
const takenIn = async () => {
  await offered();
  return await does("norte", `scrap take-in ${TERN}0002`);
};
const returnOffered = async () => {
  await takenIn();
  return await does("norte", `scrap offer-return ${TERN}0002`);
};

/** An act of the holder of a robot, signed. */
const actSigned = async () => {
  const file = fresh();
  await answers(
    `act build relocate ${TERN}0002 --country DE --signer ${at("hotel")} --deadline 2030-01-01 --out ${file}`,
  );
  await answers(`act sign ${file}`, { as: "hotel" });
  return { file };
};

const compromised = () =>
  does("cn", `authority declare-compromised CN-BH01 --since 2025-05-01 --commitment ${DIGEST}`);
const successorNamed = async () => {
  await compromised();
  return await does(
    "cn",
    `authority succession name CN-BH01 --account ${at("lira")} --commitment ${DIGEST}`,
  );
};
const succeeding = async () => {
  await successorNamed();
  for (const seat of ["es", "mx"]) {
    await does(seat, `authority succession countersign CN-BH01 --account ${at("lira")}`);
  }
  await time.increase(30 * DAY);
  return {};
};
const rotated = async () => {
  await does("beihu", `authority name-account CN-BH01 --account ${at("lira")}`);
  return await does("lira", "authority accept-account CN-BH01");
};

const accountNamed = () => does("es", `governance name-account ${at("lira")}`);
const recoveryNamed = () => does("es", `governance name-recovery --key ${at("tejo")}`);
const recoveryHeld = async () => {
  await recoveryNamed();
  await time.increase(7 * DAY);
  return await does("tejo", "governance accept-recovery 2");
};
const nodeKeyed = async () => {
  const key = fresh();
  writeFileSync(join(folder, key), `${"7a".repeat(32)}\n`);
  const { validator, signature } = await answers(`governance sign-validator 2 --node-key ${key}`);
  return { key, validator, signature };
};

const signed = async () => {
  const file = fresh();
  await answers(
    `transfer consent build ${TERN}0002 --to ${at("stranger")} --deadline 2030-01-01 --out ${file}`,
  );
  for (const as of ["hotel", "stranger"]) await answers(`transfer consent sign ${file}`, { as });
  return { file };
};

/** A case for every command that writes. */
export const WRITES: readonly WriteCase[] = [
  {
    line: `issue lot ${"CN-BH01-TERN03-25W08"}000000000001 --count 3`,
    as: "beihu",
    refused: "AuthorityRegistryNotManufacturer",
  },
  {
    line: "issue list MX-TN01-COLIB1 LABNEW00000000001 LABNEW00000000002 --manifest-uri https://m.example",
    as: "tonalli",
    refused: "AuthorityRegistryNotManufacturer",
  },
  {
    line: `place CN-BH01-TERN03-25W07000000006200 --country ES --device-key '{key}' --manifest '{manifest}'`,
    as: "beihu",
    before: async () => ({
      key: deviceKeyFile("CNBH01TERN0325W07000000006200"),
      manifest: join(manifests, "tern-25w07.jsonl"),
    }),
    refused: "RobotRegistryNotHolder",
  },
  {
    line: `relocate ${TERN}0002 --country DE`,
    as: "hotel",
    refused: "RobotRegistryNotHolder",
  },
  {
    line: `transfer approve ${TERN}0002 --to ${at("stranger")}`,
    as: "hotel",
    refused: "ERC721InvalidApprover",
  },
  {
    line: `transfer withdraw ${TERN}0002`,
    as: "hotel",
    refused: "ERC721InvalidApprover",
  },
  {
    line: `transfer accept ${TERN}0002 --holder ${at("hotel")}`,
    as: "lira",
    before: () => does("hotel", `transfer approve ${TERN}0002 --to ${at("lira")}`),
    refused: "RobotRegistryReceiverNotApproved",
  },
  {
    line: "transfer consent submit {file}",
    as: "cuidados",
    before: signed,
    refused: { again: "SignedActsConsentFromOther" },
  },
  {
    line: "transfer consent revoke {file}",
    as: "stranger",
    before: signed,
    refused: { again: "SignedActsConsentRevoked" },
  },
  {
    line: `transfer consent revoke-all ${TERN}0002`,
    as: "hotel",
  },
  {
    line: `operator name ${TERN}0003 --account ${at("cuidados")} --until 2030-01-01`,
    as: "lira",
    refused: "RobotRegistryNotHolder",
  },
  { line: `operator end ${TERN}0001`, as: "hospital", refused: "RobotRegistryNotHolder" },
  {
    line: `operator accept ${TERN}0003`,
    as: "cuidados",
    before: named,
    refused: "RobotRegistryNotNamedOperator",
  },
  { line: `operator resign ${TERN}0001`, as: "cuidados", refused: "RobotRegistryNotNamedOperator" },
  {
    line: `flag raise ${TERN}0002 stolen --document document.txt`,
    as: "hotel",
    refused: "RobotFlagsNotAllowed",
  },
  {
    line: `flag support-clearance ${TERN}0002 disputed --document document.txt`,
    as: "mx",
    before: () => does("es", `flag raise ${TERN}0002 disputed --document document.txt`),
    refused: "RobotFlagsNotAnotherSeat",
  },
  {
    line: `flag clear CN-BH01-TERN03-25W07000000006101 stolen --document document.txt`,
    as: "es",
    refused: "RobotFlagsNotAllowed",
  },
  {
    line: `order propose ${TERN}0001 transfer --beneficiary ${at("stranger")} --document document.txt`,
    as: "es",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "order object {order} --document document.txt",
    as: "hospital",
    before: ordered,
    refused: "RegistrarOrdersNotHolder",
  },
  {
    line: "order countersign {order}",
    as: "mx",
    before: objected,
    refused: "RegistrarOrdersNotAnotherAuthority",
  },
  {
    line: "order withdraw {order} --document document.txt",
    as: "es",
    before: ordered,
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "order execute {order}",
    as: "stranger",
    before: ripe,
    refused: { again: "RegistrarOrdersWrongStatus" },
  },
  {
    line: `recall open --model CN-BH01-TERN03 --first ${TERN}0001 --last ${TERN}0100 --severity stopUse --campaign-number BHM-26-01 --component 'Left knee' --summary S --consequence C --remedy R --park-it`,
    as: "beihu",
    refused: "RecallRegistryNotOpener",
  },
  {
    line: `recall mark {campaign} --robot ${TERN}0001 --robot ${TERN}0002`,
    as: "beihu",
    before: marked,
    refused: "RecallRegistryNotOpener",
  },
  {
    line: `recall remedy 1 --robot ${TERN}0002 --jurisdiction ES --document document.txt`,
    as: "brisa",
    before: () => does("beihu", `recall reopen 1 --robot ${TERN}0002 --commitment ${DIGEST}`),
    refused: "RecallRegistryNotRemedier",
  },
  {
    line: `recall not-applicable 1 --robot ${TERN}0004 --document document.txt`,
    as: "beihu",
    refused: "RecallRegistryNotOpener",
  },
  {
    line: `recall reopen 1 --robot ${TERN}0002 --document document.txt`,
    as: "beihu",
    refused: "RecallRegistryNotOpener",
  },
  {
    line: "recall suspend 1 --country ES --document document.txt",
    as: "es",
    before: compromised,
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "recall close 1 --document document.txt",
    as: "beihu",
    refused: "RecallRegistryNotOpener",
  },
  {
    line: `record document ${TERN}0001 service --as workshop --jurisdiction ES --document document.txt`,
    as: "brisa",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record part ${TERN}0001 --as maker --part-number B-4410 --removed ${DIGEST} --fitted ${DIGEST} --document document.txt`,
    as: "beihu",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record telemetry ${TERN}0002 --as holder --root ${DIGEST} --begin 2025-08-18 --end 2025-09-01 --hours 120`,
    as: "hotel",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record training ${TERN}0002 --as holder --model-digest ${DIGEST} --weights-digest ${IMAGE}`,
    as: "hotel",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record grade ${TERN}0001 L3 --as inspector --jurisdiction ES --document document.txt`,
    as: "faro",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record certificate issue ${TERN}0001 --as inspector --jurisdiction ES --capability stairs --expiry 2030-01-01 --document document.txt`,
    as: "faro",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record certificate withdraw ${TERN}0001 {seq} --document document.txt`,
    as: "faro",
    before: certified,
    refused: "DossierNotIssuer",
  },
  {
    line: `record firmware publish CN-BH01-TERN03 --release 3.2.0 --image ${IMAGE}`,
    as: "beihu",
    refused: "DossierNotMaker",
  },
  {
    line: `record firmware withdraw CN-BH01-TERN03 --image ${IMAGE} --document document.txt`,
    as: "beihu",
    before: () =>
      does("beihu", `record firmware publish CN-BH01-TERN03 --release 3.2.0 --image ${IMAGE}`),
    refused: "DossierNotMaker",
  },
  {
    line: `record firmware install --as maker --image ${IMAGE} --robots fleet.txt`,
    as: "beihu",
    before: () =>
      does("beihu", `record firmware publish CN-BH01-TERN03 --release 3.2.0 --image ${IMAGE}`),
    refused: "DossierNotInCapacity",
  },
  {
    line: `record brand ${TERN}0001 flood --as insurer --jurisdiction ES --reported 'Water in the torso' --document document.txt`,
    as: "atalaya",
    refused: "DossierNotInCapacity",
  },
  {
    line: `record correct ${TERN}0001 2 --as maker --document document.txt`,
    as: "beihu",
    refused: "DossierNotInCapacity",
  },
  {
    line: `scrap offer ${TERN}0002 --recycler ${at("norte")}`,
    as: "hotel",
    refused: "RobotRegistryNotHolder",
  },
  {
    line: `scrap withdraw ${TERN}0002`,
    as: "hotel",
    before: offered,
    refused: "RobotRegistryNotHolder",
  },
  {
    line: `scrap take-in ${TERN}0002`,
    as: "norte",
    before: offered,
    refused: "RobotRegistryIntakeNotOffered",
  },
  {
    line: `scrap offer-return ${TERN}0002`,
    as: "norte",
    before: takenIn,
    refused: "RobotRegistryNotItsRecycler",
  },
  {
    line: `scrap take-back ${TERN}0002`,
    as: "hotel",
    before: returnOffered,
    refused: "RobotRegistryNotHolder",
  },
  {
    line: "act submit {file}",
    as: "stranger",
    before: actSigned,
    refused: { again: "SignedActsNotSigned" },
  },
  {
    line: "scrap confirm CN-BH01-TERN03-25W07000000006102 --document document.txt",
    as: "norte",
    before: async () => {
      await time.increase(7 * DAY);
      return {};
    },
    refused: "RobotRegistryNotItsRecycler",
  },
  {
    line: `authority admit ES-NV01 --account ${at("stranger")} --name 'Nova Motion' --contact https://nova.example`,
    as: "es",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "authority suspend CN-BH01 --document document.txt",
    as: "cn",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "authority reinstate CN-BH01 --document document.txt",
    as: "cn",
    before: () => does("cn", `authority suspend CN-BH01 --commitment ${DIGEST}`),
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "authority revoke CN-BH01 --document document.txt",
    as: "cn",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: `authority name-account CN-BH01 --account ${at("lira")}`,
    as: "beihu",
    refused: "AuthorityRegistryNotManufacturer",
  },
  {
    line: "authority accept-account CN-BH01",
    as: "lira",
    before: () => does("beihu", `authority name-account CN-BH01 --account ${at("lira")}`),
    refused: "AuthorityRegistryNotProposedAccount",
  },
  {
    line: `authority void-attestations CN-BH01 --account ${at("beihu")}`,
    as: "lira",
    before: rotated,
    refused: "AuthorityRegistryNotManufacturer",
  },
  {
    line: "authority declare-compromised CN-BH01 --since 2025-05-01 --document document.txt",
    as: "cn",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: `authority succession name CN-BH01 --account ${at("lira")} --document document.txt`,
    as: "cn",
    before: compromised,
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: `authority succession countersign CN-BH01 --account ${at("lira")}`,
    as: "es",
    before: successorNamed,
    refused: "AuthorityRegistryCannotCountersign",
  },
  {
    line: "authority succession withdraw CN-BH01",
    as: "cn",
    before: successorNamed,
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "authority succession accept CN-BH01",
    as: "lira",
    before: succeeding,
    refused: "AuthorityRegistryNotSuccessor",
  },
  {
    line: "authority model register CN-BH01-TERN04 --scheme sequential --counter-width 12 --name 'Tern 4'",
    as: "beihu",
    refused: "AuthorityRegistryNotManufacturer",
  },
  {
    line: "authority model approve CN-BH01-TERN03 --country MX --level L3 --expiry 2030-01-01 --document document.txt",
    as: "mx",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: "authority model withdraw CN-BH01-TERN03 --country ES --document document.txt",
    as: "es",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: `authority accredit ${at("stranger")} workshop --country ES --expiry 2027-06-01`,
    as: "es",
    refused: "AuthorityRegistryNotAuthority",
  },
  {
    line: `authority accreditation withdraw ${at("brisa")} workshop --country ES --document document.txt`,
    as: "es",
    refused: "AuthorityRegistryNotAuthority",
  },
  ...(
    [
      [
        "admit-seat",
        `--name Nord --authority ${at("lira")} --validator 0x00000000000000000000000000000000000e5001 --country SE`,
      ],
      ["expel-seat", "4"],
      ["assign-country", "FR 2"],
      ["release-country", "MX"],
      ["set-module", "3"],
      ["add-policy", "0x00000000000000000000000000000000000e5003"],
      ["remove-policy", "0x00000000000000000000000000000000000e5003"],
      ["set-resolver", "https://other.example"],
    ] as const
  ).map(([name, rest]) => ({
    line: `governance propose ${name} ${rest} --description 'As agreed'`,
    as: "es",
    refused: "GovernorInsufficientProposerVotes",
  })),
  {
    line: "governance vote {proposal} for --reason 'As agreed'",
    as: "es",
    before: voting,
    refused: "ConsortiumGovernorNoVote",
  },
  {
    line: "governance queue {proposal}",
    as: "stranger",
    before: passed,
    refused: { again: "GovernorUnexpectedProposalState" },
  },
  {
    line: "governance execute {proposal}",
    as: "stranger",
    before: queued,
    refused: { again: "GovernorUnexpectedProposalState" },
  },
  {
    line: "governance cancel {proposal}",
    as: "es",
    before: proposed,
    refused: "GovernorUnableToCancel",
  },
  {
    line: "governance withdraw-support {proposal}",
    as: "es",
    before: passed,
    refused: "ConsortiumGovernorNoSupport",
  },
  {
    line: `governance name-account ${at("lira")}`,
    as: "es",
    refused: "ConsortiumNotAnAuthority",
  },
  {
    line: `governance name-account ${at("lira")} --recovers 2`,
    as: "tejo",
    before: recoveryHeld,
    refused: "ConsortiumNotRecovery",
  },
  {
    line: "governance accept-account 2",
    as: "lira",
    before: async () => {
      await accountNamed();
      await time.increase(7 * DAY);
      return {};
    },
    refused: "ConsortiumNotProposed",
  },
  {
    line: "governance veto-account 2",
    as: "es",
    before: accountNamed,
    refused: "ConsortiumCannotVeto",
  },
  {
    line: `governance name-recovery --key ${at("tejo")}`,
    as: "es",
    refused: "ConsortiumNotAnAuthority",
  },
  {
    line: "governance accept-recovery 2",
    as: "tejo",
    before: async () => {
      await recoveryNamed();
      await time.increase(7 * DAY);
      return {};
    },
    refused: "ConsortiumNotProposed",
  },
  {
    line: "governance veto-recovery 2",
    as: "es",
    before: recoveryNamed,
    refused: "ConsortiumCannotVeto",
  },
  {
    line: "governance rotate-validator {validator} --signature {signature}",
    as: "es",
    before: nodeKeyed,
    refused: "ConsortiumNotAnAuthority",
  },
  {
    line: "governance rotate-validator {validator} --node-key {key}",
    as: "es",
    before: nodeKeyed,
    refused: "ConsortiumNotAnAuthority",
  },
  {
    line: "governance allow-resignation 2",
    as: "tejo",
    before: recoveryHeld,
    refused: "ConsortiumNotRecovery",
  },
  {
    line: "governance forbid-resignation 2",
    as: "tejo",
    before: recoveryHeld,
    refused: "ConsortiumNotRecovery",
  },
  { line: "governance resign", as: "es", refused: "ConsortiumNotAnAuthority" },
  {
    line: `device replace ${TERN}0002 --binding {binding} --attestation {attestation} --commitment ${DIGEST}`,
    as: "hotel",
    before: bound,
    refused: "RobotRegistryNotHolder",
  },
];
